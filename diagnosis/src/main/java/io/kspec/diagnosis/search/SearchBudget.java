package io.kspec.diagnosis.search;

/** How much may still be read, so that a search ends whatever the bytes. */
final class SearchBudget {
    /** What is spent on a reading that stops at once. */
    private static final long A_READING = 64;

    private int readings;
    private long bytes;

    SearchBudget(int readings, long bytes) {
        this.readings = readings;
        this.bytes = bytes;
    }

    boolean isLeft() {
        return readings > 0 && bytes > 0;
    }

    void spend(int bytesRead) {
        readings--;
        bytes -= bytesRead + A_READING;
    }

    /** Takes a part out of this budget, at most what is left of it. */
    SearchBudget take(int mostReadings, long mostBytes) {
        SearchBudget part = new SearchBudget(Math.min(readings, mostReadings), Math.min(bytes, mostBytes));
        readings -= part.readings;
        bytes -= part.bytes;
        return part;
    }

    /** Returns what is left of a part. */
    void giveBack(SearchBudget part) {
        readings += part.readings;
        bytes += part.bytes;
    }
}
