package io.kspec.mock.dispatch;

/** Another broker was to answer a request, and did not. The client's connection is closed, and the message is journalled. */
public final class RelayFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RelayFailedException(String why) {
        super(why);
    }
}
