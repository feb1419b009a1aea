package io.kspec.benchmarks.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page: what follows a heading of the second level, up to the next one. A page that has no such part gets it at its
 * end.
 */
public final class DocumentPart {
    private static final String HEADING = "## ";

    private final Path page;
    private final String title;

    public DocumentPart(Path page, String title) {
        this.page = page;
        this.title = title;
    }

    /** Replaces the part, and leaves the rest of the page as it is. */
    public void write(String text) throws IOException {
        String whole = Files.readString(page);
        String heading = HEADING + title + "\n";
        int start = ("\n" + whole).indexOf("\n" + heading);
        String before = start < 0 ? whole.stripTrailing() + "\n\n" : whole.substring(0, start);
        int next = start < 0 ? -1 : whole.indexOf("\n" + HEADING, start);
        String after = next < 0 ? "" : whole.substring(next);
        Files.writeString(page, before + heading + "\n" + text.stripTrailing() + "\n" + after);
        System.out.println("written: " + page + ", " + title);
    }
}
