package io.kspec.cli.console;

/** Emphasises text with ANSI escapes on a terminal; leaves it plain elsewhere. */
public enum Colours {
    /** Plain text. */
    NONE,
    /** ANSI escapes. */
    ANSI;

    /** Failures and errors. */
    public String bad(String text) {
        return wrap("31;1", text);
    }

    /** Success. */
    public String good(String text) {
        return wrap("32", text);
    }

    /** Warnings. */
    public String warning(String text) {
        return wrap("33", text);
    }

    /** Names. */
    public String name(String text) {
        return wrap("36", text);
    }

    /** Headings. */
    public String strong(String text) {
        return wrap("1", text);
    }

    /** Less important text. */
    public String faint(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
