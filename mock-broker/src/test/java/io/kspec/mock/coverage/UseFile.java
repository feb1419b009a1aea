package io.kspec.mock.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which versions of which APIs somebody exercises: a checked-in file with a line for each user and API, such as {@code sarama
 * Fetch 4-11}. The runs that it tells of compare themselves with it, and write it with {@code -Dkspec.coverage.write=true}.
 */
public final class UseFile {
    private final Path path;

    public UseFile(Path path) {
        this.path = path;
    }

    /** The versions by user and name of the API. */
    public SortedMap<String, SortedMap<String, VersionSet>> read() throws IOException {
        SortedMap<String, SortedMap<String, VersionSet>> users = new TreeMap<>();
        for (String line : lines()) {
            String[] words = line.split(" ");
            users.computeIfAbsent(words[0], user -> new TreeMap<>()).put(words[1], VersionSet.parse(words[2]));
        }
        return users;
    }

    private List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** Fails if a run exercised other versions than the file says, or writes into the file what it exercised. */
    public void verify(String user, ApiUse use) throws IOException {
        List<String> found = use.byApi().entrySet().stream()
                .map(api -> user + " " + api.getKey() + " " + api.getValue())
                .toList();
        List<String> all = lines();
        if (Boolean.getBoolean("kspec.coverage.write")) {
            Stream<String> others = all.stream().filter(line -> !line.startsWith(user + " "));
            Files.write(path, Stream.concat(others, found.stream()).sorted().toList());
        } else {
            assertThat(found)
                    .as("what %s exercised, compared with %s; -Dkspec.coverage.write=true rewrites it", user, path)
                    .isEqualTo(all.stream()
                            .filter(line -> line.startsWith(user + " "))
                            .toList());
        }
    }
}
