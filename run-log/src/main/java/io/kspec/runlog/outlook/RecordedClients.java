package io.kspec.runlog.outlook;

import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clients that {@code clients/} plays, and what they were seen to send for each job but the logins: what listeners a target
 * has, a run does not tell. The build copies the two files that
 * say so into this package; {@code clients/} reads them strictly.
 *
 * @param clients in the order in which they are shown
 */
record RecordedClients(List<RecordedClient> clients) {
    private static final String DECLARATIONS = "clients.yaml";
    private static final String USES = "exercised-by-job.txt";
    /** What kind of clients a job is for, and of which kind a client is; most name none. */
    private static final String FOR = "for";

    RecordedClients {
        clients = List.copyOf(clients);
    }

    /** Those that come with kspec. */
    static RecordedClients standard() {
        return Holder.STANDARD;
    }

    /**
     * Reads them.
     *
     * @param declarations jobs and clients, in YAML
     * @param uses a line for each client and job: {@code sarama connect ApiVersions=3 Metadata=10}
     */
    static RecordedClients read(String declarations, String uses) {
        Problems problems = new Problems(DECLARATIONS);
        YamlNode file = YamlReader.read(declarations, problems).orElse(null);
        if (!(file instanceof Mapping mapping)) {
            throw new IllegalArgumentException("expected jobs and clients, found " + problems.list());
        }
        List<Mapping> jobs = items(mapping, "jobs").stream()
                .filter(job -> job.find("listener").isEmpty())
                .toList();
        Map<String, Map<String, List<Integer>>> used = uses(uses);
        return new RecordedClients(items(mapping, "clients").stream()
                .map(client -> client(client, jobs, used))
                .toList());
    }

    private static RecordedClient client(
            Mapping client, List<Mapping> declared, Map<String, Map<String, List<Integer>>> used) {
        String id = text(client, "client");
        Set<String> lacks = new HashSet<>();
        client.find("lacks")
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .ifPresent(reasons -> reasons.entries().forEach(reason -> lacks.addAll(texts(reason.value()))));
        List<RecordedJob> jobs = declared.stream()
                .filter(job -> text(job, FOR).equals(text(client, FOR)))
                .filter(job -> !lacks.contains(text(job, "job")))
                .map(job -> new RecordedJob(
                        text(job, "job"),
                        texts(job.find("apis").orElse(null)),
                        used.getOrDefault(id + " " + text(job, "job"), Map.of())))
                .toList();
        return new RecordedClient(
                id, text(client, "library") + " " + text(client, "version"), text(client, "rules"), jobs);
    }

    private static Map<String, Map<String, List<Integer>>> uses(String text) {
        Map<String, Map<String, List<Integer>>> uses = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            List<String> words = List.of(line.split(" ", -1));
            Map<String, List<Integer>> versions = new TreeMap<>();
            for (String use : words.subList(2, words.size())) {
                int equals = use.indexOf('=');
                versions.put(use.substring(0, equals), versions(use.substring(equals + 1)));
            }
            uses.put(words.get(0) + " " + words.get(1), versions);
        }
        return uses;
    }

    /** {@code 0,3-5}. */
    private static List<Integer> versions(String text) {
        List<Integer> versions = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            int[] ends = Arrays.stream(range.split("-", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            for (int version = ends[0]; version <= ends[ends.length - 1]; version++) {
                versions.add(version);
            }
        }
        return versions;
    }

    private static List<Mapping> items(Mapping mapping, String key) {
        return mapping.find(key).filter(Sequence.class::isInstance).map(Sequence.class::cast).stream()
                .flatMap(list -> list.items().stream())
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .toList();
    }

    private static String text(Mapping mapping, String key) {
        return mapping.find(key)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .map(Scalar::text)
                .orElse("");
    }

    private static List<String> texts(@Nullable YamlNode node) {
        return node instanceof Sequence list
                ? list.items().stream()
                        .filter(Scalar.class::isInstance)
                        .map(item -> ((Scalar) item).text())
                        .toList()
                : List.of();
    }

    private static final class Holder {
        static final RecordedClients STANDARD = read(resource(DECLARATIONS), resource(USES));

        private static String resource(String name) {
            try (InputStream in =
                    Objects.requireNonNull(RecordedClients.class.getResourceAsStream(name), "resource " + name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
