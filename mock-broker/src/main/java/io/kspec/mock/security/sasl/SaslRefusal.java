package io.kspec.mock.security.sasl;

import org.jspecify.annotations.Nullable;

/** A client's token is refused. */
public final class SaslRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String told;

    private SaslRefusal(String why, @Nullable String told) {
        super(why);
        this.told = told;
    }

    /** A refusal whose reason the client is told. */
    static SaslRefusal told(String message) {
        return new SaslRefusal(message, message);
    }

    /** A refusal whose reason is kept from the client, because it would tell who exists. */
    static SaslRefusal secret(String why) {
        return new SaslRefusal(why, null);
    }

    /** What the client is told; null if it is only told that its credentials are invalid. */
    public @Nullable String told() {
        return told;
    }
}
