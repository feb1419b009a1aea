package io.kspec.cli.console;

/** How to emphasise text: on a terminal by ANSI escapes, elsewhere not at all. */
public enum Colours {
    /** Leaves text as it is. */
    NONE,
    /** Wraps text in ANSI escapes. */
    ANSI;

    /** What went wrong. */
    public String bad(String text) {
        return wrap("31;1", text);
    }

    /** What went well. */
    public String good(String text) {
        return wrap("32", text);
    }

    /** What needs a look. */
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

    /** What is beside the point. */
    public String faint(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
