package io.kspec.stage.net;

/** The target does not have what a client needs, and need not have it. */
public abstract sealed class NotOffered extends StageFailure permits NoCommonVersion, NoSuitableTopic {
    private static final long serialVersionUID = 1L;

    private final String need;

    NotOffered(String need, String where, String expected, String found) {
        super(where, expected, found, null, null);
        this.need = need;
    }

    /** What was needed and what the target has instead, in the words that follow "needs". */
    public String need() {
        return need;
    }
}
