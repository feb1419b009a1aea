package io.kspec.recorder.tap;

import io.kspec.protocol.Bytes;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedToken;

/** Takes what passes the proxy. Secrets are hidden already, unless they are to be kept. Any thread may call it. */
public interface Tap {
    /** A call that has ended. */
    void call(RecordedCall call);

    /** A SASL token without a header. */
    void token(RecordedToken token);

    /**
     * A frame that passed.
     *
     * @param frame the frame without its size; a response has the broker's addresses
     * @param micros the microseconds since the recording began
     */
    void frame(TappedConnection connection, boolean fromClient, Bytes frame, long micros);

    /**
     * An array for a frame. It may be used again once the call that the frame belongs to is written.
     *
     * @param size how many bytes the array has at least
     */
    default byte[] array(int size) {
        return new byte[size];
    }

    /** A remark, for humans. */
    void note(String text);
}
