package io.kspec.mock.group;

import io.kspec.protocol.ErrorCode;

/** A request to a group is refused. */
public final class GroupRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    /**
     * Creates a refusal.
     *
     * @param message for the client's user
     */
    public GroupRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public ErrorCode error() {
        return error;
    }

    /** The message, which there always is. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
