package io.kspec.cli.console;

import io.kspec.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Suggests a file where the one that was named does not exist. */
public final class NearbyFile {
    private static final int MOST = 2_000;

    private NearbyFile() {}

    /** {@code ; did you mean stubs.yaml?}, or an empty text if no file in the folder is called similarly. */
    public static String suggestion(Path missing) {
        Path name = missing.getFileName();
        Path folder = missing.toAbsolutePath().getParent();
        if (name == null || folder == null || Files.exists(missing)) {
            return "";
        }
        @Nullable Path given = missing.getParent();
        return Suggestion.of(
                missing.toString(),
                names(folder).stream()
                        .filter(each -> similar(each, name.toString()))
                        .map(each -> given == null ? each : given.resolve(each).toString())
                        .toList());
    }

    /** A long folder before two names would hide how different they are. */
    private static boolean similar(String one, String other) {
        return !Suggestion.of(one, List.of(other)).isEmpty();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(MOST)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
