package io.kspec.reports;

/** The state of one version of an API, most severe first: the most severe result decides. */
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

    /** The CSS class. */
    String style() {
        return style;
    }

    /** A symbol that tells the states apart without colour. */
    String symbol() {
        return symbol;
    }

    String words() {
        return words;
    }

    boolean troubled() {
        return this == FAIL || this == DEPARTS || this == ERROR;
    }

    CellState moreSevere(CellState other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
