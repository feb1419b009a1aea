package io.kspec.stage.net;

import io.kspec.protocol.codec.Exchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target did not do what a client needs. The message says where, what was expected and what was found. */
public abstract sealed class StageFailure extends RuntimeException
        permits ConnectionClosed,
                ForeignResponse,
                ImpossibleFrame,
                NotOffered,
                StageInterrupted,
                RequestRefused,
                ResponseTimeout,
                SecurityFailure,
                TargetUnreachable,
                UndecodableResponse {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Exchange exchange;
    private final @Nullable String where;
    private final @Nullable String expected;
    private final @Nullable String found;

    /** A failure with a message of its own. */
    StageFailure(String message, @Nullable Exchange exchange, @Nullable Throwable cause) {
        super(message, cause);
        this.exchange = exchange;
        this.where = null;
        this.expected = null;
        this.found = null;
    }

    /** A failure whose message says where it happened, what was expected and what was found. */
    StageFailure(String where, String expected, String found, @Nullable Exchange exchange, @Nullable Throwable cause) {
        super(where + ": expected " + expected + ", found " + found, cause);
        this.exchange = exchange;
        this.where = where;
        this.expected = expected;
        this.found = found;
    }

    /** The request that failed, with its response if one was received. */
    public Optional<Exchange> exchange() {
        return Optional.ofNullable(exchange);
    }

    /** The connection, request or broker that failed; empty if only the message says it. */
    public Optional<String> where() {
        return Optional.ofNullable(where);
    }

    /** What was expected of the target; empty if only the message says it. */
    public Optional<String> expectation() {
        return Optional.ofNullable(expected);
    }

    /** What the target did instead; empty if only the message says it. */
    public Optional<String> finding() {
        return Optional.ofNullable(found);
    }

    /** {@code member-1, JoinGroup v5}. */
    static String where(String connection, @Nullable Exchange exchange) {
        return exchange == null ? connection : connection + ", " + nameOf(exchange);
    }

    static String nameOf(Exchange exchange) {
        return exchange.api().name() + " v" + exchange.version();
    }
}
