package io.kspec.golden.corpus;

import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that the captures do not show, and why: a line of {@code lacks.txt}.
 *
 * @param what {@code capture} for no capture at all, or one of {@link Showing}
 */
record DeclaredLack(String api, Versions versions, String what, String reason) {
    static final Path FILE = Path.of("lacks.txt");

    private static final Pattern LINE =
            Pattern.compile("(\\w+)\\s+([0-9-]+)\\s+(capture|success|error|empty)\\s+(\\S.*)");

    /**
     * All lines of the file, without comments.
     *
     * @throws IllegalArgumentException if a line is something else
     */
    static List<DeclaredLack> all() throws IOException {
        List<DeclaredLack> all = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            FILE + ": expected an API, its versions, one of capture, success, error"
                                    + " and empty, and a reason, found " + line);
                }
                all.add(new DeclaredLack(
                        matcher.group(1), Versions.parse(matcher.group(2)), matcher.group(3), matcher.group(4)));
            }
        }
        return all;
    }

    boolean covers(Lack lack) {
        return api.equals(lack.api()) && versions.contains(lack.version()) && what.equals(lack.what());
    }
}
