package io.kspec.recorder.replay;

import io.kspec.protocol.Bytes;

/** Says how requests are answered. Any thread may call it. */
interface Playbook {
    /**
     * Opens a client's connection.
     *
     * @param broker the recorded broker that it was led to, as {@code host:port}
     */
    Page open(String broker);

    /** One connection. For one thread. */
    interface Page {
        /**
         * The reply to a frame of the client.
         *
         * @param frame a request of at least 8 bytes, or where SASL tokens may come, one of any size
         */
        Reply reply(Bytes frame);
    }
}
