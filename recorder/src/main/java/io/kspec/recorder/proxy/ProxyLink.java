package io.kspec.recorder.proxy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** What the two ends of a proxied conversation have in common. For one thread. */
final class ProxyLink {
    private final ProxySettings.Limits limits;
    private final AtomicLong buffered;
    private final IntFunction<byte[]> arrays;
    private final Events events;
    private boolean opaque;

    /** What happens to the conversation as a whole. */
    interface Events {
        /** The client begins with TLS. */
        void opaque();

        /**
         * The conversation is closed early.
         *
         * @param why for humans
         */
        void failed(String why);

        /** The connection of the client, or of the broker, has ended. */
        void closed();
    }

    /**
     * @param buffered the memory that incomplete frames of all connections take
     * @param arrays makes arrays of at least a size, for frames
     */
    ProxyLink(ProxySettings.Limits limits, AtomicLong buffered, IntFunction<byte[]> arrays, Events events) {
        this.limits = limits;
        this.buffered = buffered;
        this.arrays = arrays;
        this.events = events;
    }

    ProxySettings.Limits limits() {
        return limits;
    }

    AtomicLong buffered() {
        return buffered;
    }

    IntFunction<byte[]> arrays() {
        return arrays;
    }

    Events events() {
        return events;
    }

    /** Whether the client speaks TLS, so that there are no frames to see. */
    boolean isOpaque() {
        return opaque;
    }

    void setOpaque() {
        opaque = true;
        events.opaque();
    }
}
