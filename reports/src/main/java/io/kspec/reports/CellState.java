package io.kspec.reports;

/** What a version of an API came to. In order of gravity: the gravest result of a version decides its state. */
enum CellState {
    FAIL("fail", "✗", "fails"),
    DEPARTS("departs", "≠", "departs, clients cope"),
    ERROR("error", "!", "harness error"),
    PASS("pass", "✓", "passes"),
    SKIPPED("skipped", "–", "skipped"),
    UNCHECKED("unchecked", "?", "advertised, no case"),
    NOT_ADVERTISED("absent", "·", "not advertised"),
    NOT_EXISTING("none", "", "does not exist");

    private final String style;
    private final String symbol;
    private final String words;

    CellState(String style, String symbol, String words) {
        this.style = style;
        this.symbol = symbol;
        this.words = words;
    }

    /** The name of its class in the style sheet. */
    String style() {
        return style;
    }

    /** What tells it from the others without colour. */
    String symbol() {
        return symbol;
    }

    String words() {
        return words;
    }

    boolean troubled() {
        return this == FAIL || this == DEPARTS || this == ERROR;
    }

    CellState graver(CellState other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
