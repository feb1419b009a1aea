package io.kspec.recorder;

import io.kspec.protocol.Bytes;

/**
 * A recorded frame.
 *
 * @param bytes its bytes without the four of its size; only the first {@value #LONGEST} of a longer one
 * @param size how many bytes it had on the wire
 */
public record RecordedFrame(Bytes bytes, int size) {
    /** The most bytes of a frame that are kept. */
    public static final int LONGEST = 16 << 20;

    /** A frame as it was on the wire, cut if it is too long to be kept. */
    public static RecordedFrame of(Bytes frame) {
        return new RecordedFrame(frame.size() > LONGEST ? frame.slice(0, LONGEST) : frame, frame.size());
    }

    /** Whether all of its bytes were kept. */
    public boolean isComplete() {
        return bytes.size() == size;
    }
}
