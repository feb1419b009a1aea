package io.kspec.stage.security;

/** A text that is never shown, such as a password. */
public final class Secret {
    private static final String HIDDEN = "[hidden]";

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself. */
    String reveal() {
        return text;
    }

    char[] chars() {
        return text.toCharArray();
    }

    /** A text in which every occurrence of this secret is hidden, such as a broker's error message. */
    String hideIn(String other) {
        return text.isEmpty() ? other : other.replace(text, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
