package io.kspec.yaml;

import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a mapping whose keys are known, and reports unknown keys and values that are not what their key requires. */
public final class MappingReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private final Mapping mapping;
    private final String what;
    private final Problems problems;

    /**
     * @param what the mapping, in the words of error messages: {@code a step}
     * @param keys the keys that it may have
     */
    public MappingReader(Mapping mapping, String what, Set<String> keys, Problems problems) {
        this.mapping = mapping;
        this.what = what;
        this.problems = problems;
        for (Entry entry : mapping.entries()) {
            if (!keys.contains(entry.name())) {
                problems.unknownName(
                        entry.key().at(),
                        "a key of " + what,
                        keys.stream().sorted().toList(),
                        entry.name());
            }
        }
    }

    /** A reader for a node that must be a mapping; if it is not, that is reported, and the result is empty. */
    public static Optional<MappingReader> of(YamlNode node, String what, Set<String> keys, Problems problems) {
        if (node instanceof Mapping mapping) {
            return Optional.of(new MappingReader(mapping, what, keys, problems));
        }
        problems.mismatch(node, what + " as a mapping");
        return Optional.empty();
    }

    public boolean has(String key) {
        return mapping.find(key).isPresent();
    }

    /** The keys in the order of the file. */
    public List<String> keys() {
        return mapping.entries().stream().map(Entry::name).toList();
    }

    /** Where the mapping begins. */
    public FilePosition at() {
        return mapping.at();
    }

    public Optional<YamlNode> find(String key) {
        return mapping.find(key);
    }

    /** The value of a key; if the key is missing, that is reported. */
    public Optional<YamlNode> require(String key) {
        Optional<YamlNode> node = mapping.find(key);
        if (node.isEmpty()) {
            problems.add(mapping.at(), "expected the key " + key + " in " + what + ", found none");
        }
        return node;
    }

    /** The text of a key that must be there and not be empty; otherwise that is reported, and the result is empty. */
    public String requireText(String key) {
        return require(key).map(node -> textOf(node, key)).orElse("");
    }

    /** The text of a key, which must not be empty; null if the key is missing. */
    public @Nullable String text(String key) {
        return find(key).map(node -> textOf(node, key)).orElse(null);
    }

    private String textOf(YamlNode node, String key) {
        if (node instanceof Scalar scalar && !scalar.isNull() && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        problems.mismatch(node, key + " as text");
        return "";
    }

    /**
     * What a parser makes of the text of a key, which may be empty; empty if the key is missing or the parser refuses the text,
     * which is reported.
     *
     * @param expected what the text must be, in the words of error messages
     * @param parser throws {@link IllegalArgumentException} for other texts
     */
    public <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
        Optional<YamlNode> node = find(key);
        if (node.isPresent() && node.get() instanceof Scalar scalar && !scalar.isNull()) {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (IllegalArgumentException e) {
                // reported below
            }
        }
        node.ifPresent(found -> problems.mismatch(found, expected));
        return Optional.empty();
    }

    /** A whole number within a range; null if the key is missing. */
    public @Nullable Integer integer(String key, int minimum, int maximum) {
        Long number = wholeNumber(key, minimum, maximum, " from " + minimum + " to " + maximum);
        return number == null ? null : number.intValue();
    }

    /** A whole number of 64 bits with a minimum; null if the key is missing. */
    public @Nullable Long wholeNumber(String key, long minimum) {
        return wholeNumber(key, minimum, Long.MAX_VALUE, " from " + minimum);
    }

    private @Nullable Long wholeNumber(String key, long minimum, long maximum, String range) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return null;
        }
        if (node.get() instanceof Scalar scalar
                && scalar.value() instanceof Long number
                && number >= minimum
                && number <= maximum) {
            return number;
        }
        problems.mismatch(node.get(), key + " as a whole number" + range);
        return null;
    }

    /**
     * Either true or false.
     *
     * @param absent the result if the key is missing
     */
    public boolean flag(String key, boolean absent) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return absent;
        }
        if (node.get() instanceof Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        problems.mismatch(node.get(), key + " as true or false");
        return absent;
    }

    /** A duration such as {@code 250ms}, {@code 10s} or {@code 2m} within a range; null if the key is missing. */
    public @Nullable Duration duration(String key, Duration shortest, Duration longest) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return null;
        }
        Duration duration = node.get() instanceof Scalar scalar ? duration(scalar.text()) : null;
        if (duration != null && duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
            return duration;
        }
        problems.mismatch(
                node.get(),
                key + " as a duration from " + text(shortest) + " to " + text(longest) + ", such as 250ms, 10s or 2m");
        return null;
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 60_000 == 0 && !duration.isZero()
                ? duration.toMinutes() + "m"
                : duration.toMillis() + "ms";
    }

    /** The items of a list; none if the key is missing. */
    public List<YamlNode> items(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Sequence sequence) {
            return sequence.items();
        }
        problems.mismatch(node.get(), key + " as a list");
        return List.of();
    }

    /** The entries of a mapping with any keys; none if the key is missing. */
    public List<Entry> entries(String key) {
        Optional<YamlNode> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof Mapping entries) {
            return entries.entries();
        }
        problems.mismatch(node.get(), key + " as a mapping");
        return List.of();
    }
}
