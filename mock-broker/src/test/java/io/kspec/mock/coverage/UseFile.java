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
        if (!written(user, use)) {
            assertThat(use.byApi()).as(difference(user)).isEqualTo(of(user));
        }
    }

    /**
     * Fails if a run exercised versions that the file does not have, or writes into the file what it exercised. Some may be
     * missing: a client whose group lives shortly sends no heartbeat.
     */
    public void verifyWithin(String user, ApiUse use) throws IOException {
        if (!written(user, use)) {
            SortedMap<String, VersionSet> all = of(user);
            SortedMap<String, VersionSet> more = use.byApi();
            more.entrySet().removeIf(api -> all.getOrDefault(api.getKey(), VersionSet.NONE)
                    .versions()
                    .containsAll(api.getValue().versions()));
            assertThat(more).as(difference(user)).isEmpty();
        }
    }

    private SortedMap<String, VersionSet> of(String user) throws IOException {
        return read().getOrDefault(user, new TreeMap<>());
    }

    private String difference(String user) {
        return "what " + user + " exercised, compared with " + path + "; -Dkspec.coverage.write=true rewrites it";
    }

    private boolean written(String user, ApiUse use) throws IOException {
        if (!Boolean.getBoolean("kspec.coverage.write")) {
            return false;
        }
        Stream<String> others = lines().stream().filter(line -> !line.startsWith(user + " "));
        Stream<String> found =
                use.byApi().entrySet().stream().map(api -> user + " " + api.getKey() + " " + api.getValue());
        Files.write(path, Stream.concat(others, found).sorted().toList());
        return true;
    }
}
