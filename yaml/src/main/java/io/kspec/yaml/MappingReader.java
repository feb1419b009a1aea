package io.kspec.yaml;

import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a mapping whose keys are known, and reports every key that is not, or that stands twice. */
public final class MappingReader {
    /** The longest that anything in a scenario may take. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private final Mapping mapping;
    private final String what;
    private final Problems problems;

    /**
     * @param what the mapping, as errors name it: {@code a step}
     * @param keys the keys that it may have
     */
    public MappingReader(Mapping mapping, String what, Set<String> keys, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
        Set<String> seen = new HashSet<>();
        for (Entry entry : mapping.entries()) {
            if (!keys.contains(entry.name())) {
                problems.unknownName(
                        entry.key().at(),
                        "a key of " + what,
                        keys.stream().sorted().toList(),
                        entry.name());
            } else if (!seen.add(entry.name())) {
                problems.add(
                        entry.key().at(), "expected each key of " + what + " once, found " + entry.name() + " again");
            }
        }
    }

    /** A reader of a node that must be a mapping; empty if it is not, which is reported. */
    public static Optional<MappingReader> of(YamlNode node, String what, Set<String> keys, Problems problems) {
        if (node instanceof Mapping mapping) {
            return Optional.of(new MappingReader(mapping, what, keys, problems));
        }
        problems.misfit(node, what + " as a mapping");
        return Optional.empty();
    }

    public boolean has(String key) {
        return mapping.find(key).isPresent();
    }

    /** Where the mapping begins. */
    public Position at() {
        return mapping.at();
    }

    public Optional<YamlNode> find(String key) {
        return mapping.find(key);
    }

    /** The value of a key, whose absence is reported. */
    public Optional<YamlNode> require(String key) {
        Optional<YamlNode> node = mapping.find(key);
        if (node.isEmpty()) {
            problems.add(mapping.at(), "expected " + what + " with the key " + key + ", found none");
        }
        return node;
    }

    /** A non-empty text, whose absence is reported; empty text then. */
    public String requireText(String key) {
        return require(key).map(node -> textOf(node, key)).orElse("");
    }

    /** A non-empty text, or null. */
    public @Nullable String text(String key) {
        return find(key).map(node -> textOf(node, key)).orElse(null);
    }

    private String textOf(YamlNode node, String key) {
        if (node instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        problems.misfit(node, key + " as text");
        return "";
    }

    /** A whole number within a range, or null. */
    public @Nullable Integer integer(String key, int minimum, int maximum) {
        return find(key).map(node -> integerOf(node, key, minimum, maximum)).orElse(null);
    }

    private @Nullable Integer integerOf(YamlNode node, String key, int minimum, int maximum) {
        if (node instanceof Scalar scalar
                && scalar.value() instanceof Long number
                && number >= minimum
                && number <= maximum) {
            return number.intValue();
        }
        problems.misfit(node, key + " as a whole number from " + minimum + " to " + maximum);
        return null;
    }

    /** True if the key is there with {@code true}; anything but true or false is reported. */
    public boolean flag(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return false;
        }
        if (node.get() instanceof Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        problems.misfit(node.get(), key + " as true or false");
        return false;
    }

    /** A duration such as {@code 250ms}, {@code 10s} or {@code 2m}, or null. */
    public @Nullable Duration duration(String key) {
        return find(key).map(node -> durationOf(node, key)).orElse(null);
    }

    private @Nullable Duration durationOf(YamlNode node, String key) {
        if (node instanceof Scalar scalar) {
            Matcher matcher = DURATION.matcher(scalar.text());
            if (matcher.matches()) {
                long count = Long.parseLong(matcher.group(1));
                Duration duration =
                        switch (matcher.group(2)) {
                            case "ms" -> Duration.ofMillis(count);
                            case "s" -> Duration.ofSeconds(count);
                            default -> Duration.ofMinutes(count);
                        };
                if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                    return duration;
                }
            }
        }
        problems.misfit(node, key + " as a duration from 1ms to 10m, such as 250ms, 10s or 2m");
        return null;
    }

    /** The items of a list; empty where the key is absent. */
    public List<YamlNode> items(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Sequence sequence) {
            return sequence.items();
        }
        problems.misfit(node.get(), key + " as a list");
        return List.of();
    }

    /** The entries of a mapping with any keys, each once; empty where the key is absent. */
    public List<Entry> entries(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Mapping entries) {
            Set<String> seen = new HashSet<>();
            List<Entry> once = new ArrayList<>();
            for (Entry entry : entries.entries()) {
                if (seen.add(entry.name())) {
                    once.add(entry);
                } else {
                    problems.add(
                            entry.key().at(),
                            "expected each key of " + key + " once, found " + entry.name() + " again");
                }
            }
            return once;
        }
        problems.misfit(node.get(), key + " as a mapping");
        return List.of();
    }
}
