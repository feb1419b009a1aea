package io.kspec.clients.matrix;

import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs, the clients, and which client does which job: the content of {@code clients.yaml}.
 *
 * @param jobs in the order in which they are played and shown
 * @param clients in the order in which they are shown
 */
record Declarations(List<DeclaredJob> jobs, List<DeclaredClient> clients) {
    private static final Path FILE = Path.of("clients.yaml");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Far more than a job takes on an idle machine, because a build machine may be starved. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    Declarations {
        jobs = List.copyOf(jobs);
        clients = List.copyOf(clients);
    }

    /** Reads the file of this room. */
    static Declarations read() throws IOException {
        return read(FILE);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is wrong; the message names every problem with its line
     */
    static Declarations read(Path file) throws IOException {
        Problems problems = new Problems(file.toString());
        Parser parser = new Parser(problems);
        YamlReader.read(file, problems)
                .flatMap(document -> MappingReader.of(document, "the file", Set.of("jobs", "clients"), problems))
                .ifPresent(parser::read);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.list().toString());
        }
        return new Declarations(parser.jobs, parser.clients);
    }

    private static final class Parser {
        private static final Set<String> JOB = Set.of("job", "for", "does", "apis", "listener", "limit");
        private static final Set<String> CLIENT =
                Set.of("client", "library", "version", "language", "for", "rules", "apart", "lacks", "known");
        private static final Set<String> KNOWN = Set.of("jobs", "on", "reason");

        private final Problems problems;
        private final List<DeclaredJob> jobs = new ArrayList<>();
        private final List<DeclaredClient> clients = new ArrayList<>();

        Parser(Problems problems) {
            this.problems = problems;
        }

        void read(MappingReader file) {
            for (YamlNode item : file.items("jobs")) {
                MappingReader.of(item, "a job", JOB, problems).ifPresent(job -> jobs.add(job(job)));
            }
            for (YamlNode item : file.items("clients")) {
                MappingReader.of(item, "a client", CLIENT, problems).ifPresent(client -> clients.add(client(client)));
            }
        }

        private DeclaredJob job(MappingReader reader) {
            Duration limit = reader.duration("limit", SHORTEST, LONGEST);
            return new DeclaredJob(
                    reader.requireText("job"),
                    reader.requireText("does"),
                    Objects.requireNonNullElse(reader.text("for"), ""),
                    texts(reader.items("apis")),
                    Objects.requireNonNullElse(reader.text("listener"), ""),
                    limit == null ? LIMIT : limit);
        }

        private DeclaredClient client(MappingReader reader) {
            Map<String, String> lacks = new HashMap<>();
            for (Entry entry : reader.entries("lacks")) {
                jobsOf(entry.value()).forEach(job -> lacks.put(job, entry.name()));
            }
            Map<String, KnownFailure> known = new HashMap<>();
            for (YamlNode item : reader.items("known")) {
                MappingReader.of(item, "a known failure", KNOWN, problems).ifPresent(failure -> {
                    KnownFailure read = new KnownFailure(brokers(failure), failure.requireText("reason"));
                    jobsOf(failure.require("jobs").orElse(null)).forEach(job -> known.put(job, read));
                });
            }
            return new DeclaredClient(
                    reader.requireText("client"),
                    reader.requireText("library"),
                    reader.requireText("version"),
                    reader.requireText("language"),
                    Objects.requireNonNullElse(reader.text("for"), ""),
                    Objects.requireNonNullElse(reader.text("rules"), ""),
                    Objects.requireNonNullElse(reader.text("apart"), ""),
                    lacks,
                    known);
        }

        private Set<PlayedBroker> brokers(MappingReader failure) {
            Set<PlayedBroker> brokers = EnumSet.noneOf(PlayedBroker.class);
            for (YamlNode item : failure.items("on")) {
                if (item instanceof Scalar text && List.of("mock", "kafka").contains(text.text())) {
                    brokers.add(PlayedBroker.valueOf(text.text().toUpperCase(Locale.ROOT)));
                } else {
                    problems.mismatch(item, "mock or kafka");
                }
            }
            if (brokers.isEmpty()) {
                problems.add(failure.at(), "expected at least one of mock and kafka under on, found none");
            }
            return brokers;
        }

        /** A list of ids of jobs that are declared. */
        private List<String> jobsOf(@Nullable YamlNode node) {
            if (!(node instanceof Sequence list)) {
                if (node != null) {
                    problems.mismatch(node, "a list of jobs");
                }
                return List.of();
            }
            List<String> known = jobs.stream().map(DeclaredJob::id).toList();
            for (YamlNode item : list.items()) {
                if (item instanceof Scalar text && !known.contains(text.text())) {
                    problems.unknownName(text.at(), "a job", known, text.text());
                }
            }
            return texts(list.items());
        }

        private List<String> texts(List<YamlNode> items) {
            List<String> texts = new ArrayList<>();
            for (YamlNode item : items) {
                if (item instanceof Scalar text && !text.text().isEmpty()) {
                    texts.add(text.text());
                } else {
                    problems.mismatch(item, "a text");
                }
            }
            return texts;
        }
    }
}
