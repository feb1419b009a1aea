package io.kspec.runlog.known;

import io.kspec.runlog.CaseKey;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problem;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The failures of a target that its makers know, as a file lists them:
 *
 * <pre>
 * known-failures:
 *   - check: offset-fetch.offset-survives
 *     versions: 0-3
 *     reason: offsets are 32 bits wide before v4
 *     link: https://example.org/issues/17
 * </pre>
 *
 * <p>{@code check} and {@code reason} are required. Without {@code versions}, the entry stands for all cases of the check;
 * with {@code api}, for those of one API.
 */
public final class KnownFailures {
    /** The key under which the file lists its entries. */
    static final String LIST = "known-failures";

    private static final Set<String> KEYS = Set.of("check", "api", "versions", "reason", "link");

    private final String file;
    private final List<KnownFailure> entries;

    KnownFailures(String file, List<KnownFailure> entries) {
        this.file = file;
        this.entries = List.copyOf(entries);
    }

    /** A file that is not valid. */
    public static final class InvalidFile extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidFile(List<Problem> problems) {
            super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Reads a file.
     *
     * @param checks the ids of all checks
     * @param apis the names of all APIs
     * @throws InvalidFile with all problems of the file, a line each
     * @throws IOException if it cannot be read
     */
    public static KnownFailures read(Path file, Collection<String> checks, Collection<String> apis)
            throws IOException, InvalidFile {
        Problems problems = new Problems(file.toString());
        return read(file.toString(), YamlReader.read(file, problems), problems, checks, apis);
    }

    static KnownFailures read(String file, String text, Collection<String> checks, Collection<String> apis)
            throws InvalidFile {
        Problems problems = new Problems(file);
        return read(file, YamlReader.read(text, problems), problems, checks, apis);
    }

    private static KnownFailures read(
            String file, Optional<YamlNode> root, Problems problems, Collection<String> checks, Collection<String> apis)
            throws InvalidFile {
        List<KnownFailure> entries = root.flatMap(
                        node -> MappingReader.of(node, "a file of known failures", Set.of(LIST), problems))
                .flatMap(reader -> reader.require(LIST))
                .map(list -> entries(list, problems, checks, apis))
                .orElse(List.of());
        if (!problems.isEmpty()) {
            throw new InvalidFile(problems.list());
        }
        return new KnownFailures(file, entries);
    }

    private static List<KnownFailure> entries(
            YamlNode list, Problems problems, Collection<String> checks, Collection<String> apis) {
        List<KnownFailure> entries = new ArrayList<>();
        if (list instanceof Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                MappingReader.of(item, "a known failure", KEYS, problems)
                        .map(reader -> entry(reader, problems, checks, apis))
                        .ifPresent(entries::add);
            }
        } else if (!(list instanceof Scalar scalar && scalar.isNull())) {
            problems.mismatch(list, LIST + " as a list");
        }
        return entries;
    }

    private static KnownFailure entry(
            MappingReader reader, Problems problems, Collection<String> checks, Collection<String> apis) {
        String check = reader.requireText("check");
        String api = reader.text("api");
        known(reader, "check", check, checks, "the id of a check", problems);
        known(reader, "api", api == null ? "" : api, apis, "the name of an API", problems);
        VersionList versions = reader.parsed("versions", "versions such as 4, 0-3, 7+ or 0-3, 5", VersionList::parse)
                .orElse(VersionList.ALL);
        return new KnownFailure(check, api, versions, reader.requireText("reason"), reader.text("link"), reader.at());
    }

    private static void known(
            MappingReader reader,
            String key,
            String name,
            Collection<String> names,
            String expected,
            Problems problems) {
        if (!name.isEmpty() && !names.contains(name)) {
            reader.find(key).ifPresent(node -> problems.unknownName(node.at(), expected, names, name));
        }
    }

    /** The list's node in a valid file; empty if the file lists nothing. */
    static Optional<Sequence> list(String file, String text) {
        return YamlReader.read(text, new Problems(file))
                .filter(Mapping.class::isInstance)
                .flatMap(root -> ((Mapping) root).find(LIST))
                .filter(Sequence.class::isInstance)
                .map(Sequence.class::cast);
    }

    /** The file's name. */
    String file() {
        return file;
    }

    /** The entries in the order of the file. */
    List<KnownFailure> entries() {
        return entries;
    }

    /** The first entry about a case. */
    Optional<KnownFailure> covering(CaseKey key) {
        return entries.stream().filter(entry -> entry.covers(key)).findFirst();
    }
}
