package io.kspec.clients.field;

import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the causes that were reviewed: a YAML list with a mapping per cause. */
final class ReviewedCauses {
    private static final Set<String> KEYS = Set.of("cause", "says", "cases", "may", "kafka", "clients");

    private ReviewedCauses() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not such a list; the message names every problem with its line
     */
    static List<ReviewedCause> read(Path file) throws IOException {
        Problems problems = new Problems(file.toString());
        List<ReviewedCause> causes = new ArrayList<>();
        YamlReader.read(file, problems).ifPresent(document -> read(document, causes, problems));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.list().toString());
        }
        return causes;
    }

    private static void read(YamlNode document, List<ReviewedCause> causes, Problems problems) {
        if (document instanceof Sequence list) {
            for (YamlNode item : list.items()) {
                MappingReader.of(item, "a cause", KEYS, problems)
                        .ifPresent(cause -> causes.add(cause(cause, problems)));
            }
        } else {
            problems.mismatch(document, "a list of causes");
        }
    }

    private static ReviewedCause cause(MappingReader reader, Problems problems) {
        Set<FailedCase> cases = new TreeSet<>();
        if (reader.require("cases").isPresent()) {
            for (Entry check : reader.entries("cases")) {
                cases.addAll(cases(check, problems));
            }
        }
        return new ReviewedCause(
                reader.requireText("cause"),
                says(reader, problems),
                cases,
                texts(reader, "may", problems),
                reader.requireText("kafka"),
                reader.requireText("clients"));
    }

    /** One text, or a list of texts for a cause that the suite tells in several ways. */
    private static List<String> says(MappingReader reader, Problems problems) {
        return reader.find("says").orElse(null) instanceof Sequence
                ? texts(reader, "says", problems)
                : List.of(reader.requireText("says"));
    }

    private static List<String> texts(MappingReader reader, String key, Problems problems) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : reader.items(key)) {
            if (item instanceof Scalar text && !text.text().isEmpty()) {
                texts.add(text.text());
            } else {
                problems.mismatch(item, "a text");
            }
        }
        return texts;
    }

    private static Set<FailedCase> cases(Entry check, Problems problems) {
        if (check.value() instanceof Scalar text) {
            try {
                return FailedCase.parse(check.name(), text.text());
            } catch (IllegalArgumentException e) {
                problems.add(text.at(), String.valueOf(e.getMessage()));
                return Set.of();
            }
        }
        problems.mismatch(check.value(), "versions of APIs");
        return Set.of();
    }
}
