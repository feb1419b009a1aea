package io.kspec.mock.group.share;

/** What has become of a record of a share group (KIP-932). */
public enum RecordState {
    /** It may be delivered. */
    AVAILABLE(0),
    /** It was delivered to a member, who holds a lock on it. */
    ACQUIRED(1),
    /** A member has processed it. */
    ACKNOWLEDGED(2),
    /** It will not be delivered any more: rejected, delivered too often, or gone from the log. */
    ARCHIVED(4);

    private final byte id;

    RecordState(int id) {
        this.id = (byte) id;
    }

    /** The state's number in the messages of the share coordinator. */
    public byte id() {
        return id;
    }

    /** Whether the state never changes again. */
    boolean isFinal() {
        return this == ACKNOWLEDGED || this == ARCHIVED;
    }

    /** The state with a number; a number without a state counts as ARCHIVED, so that its records are not delivered. */
    static RecordState of(byte id) {
        for (RecordState state : values()) {
            if (state.id == id) {
                return state;
            }
        }
        return ARCHIVED;
    }
}
