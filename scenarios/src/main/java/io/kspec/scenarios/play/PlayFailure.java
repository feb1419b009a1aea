package io.kspec.scenarios.play;

import io.kspec.protocol.Exchange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target did not do what a conversation with it needs. The message says where, what was expected and what was found. */
public abstract sealed class PlayFailure extends RuntimeException
        permits ConnectionClosed,
                ForeignResponse,
                ImpossibleFrame,
                NoCommonVersion,
                PlayInterrupted,
                RequestRefused,
                ResponseTimeout,
                TargetUnreachable,
                UndecodableResponse {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Exchange exchange;

    PlayFailure(String message, @Nullable Exchange exchange, @Nullable Throwable cause) {
        super(message, cause);
        this.exchange = exchange;
    }

    /** The request that was under way, with its response if one came. */
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
