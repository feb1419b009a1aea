package io.kspec.clients.matrix;

import io.kspec.mock.coverage.VersionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions of which APIs a client uses for a job: a checked-in file with a line for each client and job, such as {@code
 * sarama connect ApiVersions=3 Metadata=10}. {@code ClientsOnMockTest} writes it with {@code -Dkspec.coverage.write=true}.
 *
 * @param path the file
 */
record JobUses(Path path) {
    static final JobUses STANDARD = new JobUses(Path.of("exercised-by-job.txt"));

    private List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** Replaces the lines of a client. */
    void write(DeclaredClient client, Map<String, SortedMap<String, VersionSet>> byJob) throws IOException {
        Stream<String> others = lines().stream().filter(line -> !line.startsWith(client.id() + " "));
        Stream<String> own = byJob.entrySet().stream()
                .filter(job -> !job.getValue().isEmpty())
                .map(job -> client.id() + " " + job.getKey() + " " + text(job.getValue()));
        Files.write(path, new ArrayList<>(Stream.concat(others, own).sorted().toList()));
    }

    private static String text(SortedMap<String, VersionSet> uses) {
        return uses.entrySet().stream()
                .map(use -> use.getKey() + "=" + use.getValue())
                .collect(Collectors.joining(" "));
    }
}
