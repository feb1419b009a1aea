package io.kspec.stage.net;

import io.kspec.protocol.codec.Exchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target did not do what a client needs. The message says where, what was expected and what was found. */
public abstract sealed class StageFailure extends RuntimeException
        permits ConnectionClosed,
                ForeignResponse,
                ImpossibleFrame,
                NoCommonVersion,
                StageInterrupted,
                RequestRefused,
                ResponseTimeout,
                SecurityFailure,
                TargetUnreachable,
                UndecodableResponse {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Exchange exchange;

    StageFailure(String message, @Nullable Exchange exchange, @Nullable Throwable cause) {
        super(message, cause);
        this.exchange = exchange;
    }

    /** The request that failed, with its response if one was received. */
    public Optional<Exchange> exchange() {
        return Optional.ofNullable(exchange);
    }

    /** {@code member-1, JoinGroup v5}. */
    static String where(String connection, @Nullable Exchange exchange) {
        return exchange == null ? connection : connection + ", " + nameOf(exchange);
    }

    static String nameOf(Exchange exchange) {
        return exchange.api().name() + " v" + exchange.version();
    }
}
