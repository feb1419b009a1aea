package io.kspec.golden.recording;

/** A broker cannot be captured; the message says why. */
public final class CaptureFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CaptureFailure(String message) {
        super(message);
    }

    CaptureFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
