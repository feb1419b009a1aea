package io.kspec.reports;

/** The state of one version of an API, most severe first: the most severe result decides. */
enum CellState {
    FAIL("fail", "✗", "fails"),
    BLAMED("blamed", "⊗", "its answer is wrong, seen by checks of other APIs"),
    DEPARTS("departs", "≠", "departs, clients cope"),
    ERROR("error", "!", "harness error"),
    PARTLY("partly", "2/3", "partly played: how many of how many"),
    UNPLAYED("unplayed", "0/3", "none played: blocked, or the run ended before"),
    PASS("pass", "✓", "all played, all passed"),
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
        return compareTo(ERROR) <= 0;
    }

    /** Whether some or all cases were not played, and those that were passed. */
    boolean unfinished() {
        return this == PARTLY || this == UNPLAYED;
    }

    CellState moreSevere(CellState other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
