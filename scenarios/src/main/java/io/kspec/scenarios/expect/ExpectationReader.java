package io.kspec.scenarios.expect;

import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import io.kspec.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads expectations: a mapping from paths to values, or to conditions such as {@code {greater: 0}}. A plain value stands for
 * {@code equals}.
 */
public final class ExpectationReader {
    /** The keys of conditions. */
    public static final Set<String> CONDITIONS =
            Set.of("equals", "not", "one-of", "present", "absent", "count", "greater", "less", "matches", "contains");

    private final Problems problems;

    public ExpectationReader(Problems problems) {
        this.problems = problems;
    }

    /** The expectations of a mapping from paths. */
    public List<Expectation> read(List<Entry> entries) {
        List<Expectation> expectations = new ArrayList<>();
        for (Entry entry : entries) {
            path(entry.key())
                    .ifPresent(path ->
                            expectations.add(new Expectation(path, entry.key().at(), conditions(entry.value()))));
        }
        return expectations;
    }

    /** The path that a scalar contains; if it contains none, that is reported, and the result is empty. */
    public Optional<ResponsePath> path(Scalar text) {
        try {
            return Optional.of(ResponsePath.parse(text.text()));
        } catch (IllegalArgumentException e) {
            problems.add(text.at(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<Condition> conditions(YamlNode node) {
        if (!(node instanceof Mapping mapping) || ValueBinder.isBytes(node)) {
            return List.of(new Condition.Equal(node, true));
        }
        MappingReader reader = new MappingReader(mapping, "a condition", CONDITIONS, problems);
        List<Condition> conditions = new ArrayList<>();
        reader.find("equals").ifPresent(operand -> conditions.add(new Condition.Equal(operand, true)));
        reader.find("not").ifPresent(operand -> conditions.add(new Condition.Equal(operand, false)));
        reader.find("one-of").ifPresent(operand -> oneOf(operand).ifPresent(conditions::add));
        reader.find("present").ifPresent(operand -> conditions.add(new Condition.Present(isTrue(operand, "present"))));
        reader.find("absent").ifPresent(operand -> conditions.add(new Condition.Present(!isTrue(operand, "absent"))));
        reader.find("count").ifPresent(operand -> conditions.add(new Condition.Count(operand)));
        reader.find("greater").ifPresent(operand -> conditions.add(new Condition.Beyond(operand, true)));
        reader.find("less").ifPresent(operand -> conditions.add(new Condition.Beyond(operand, false)));
        reader.find("matches").ifPresent(operand -> matching(operand).ifPresent(conditions::add));
        reader.find("contains").ifPresent(operand -> conditions.add(containing(operand)));
        if (mapping.entries().isEmpty()) {
            problems.mismatch(node, "a value or a condition");
        }
        return conditions;
    }

    private Optional<Condition> oneOf(YamlNode operand) {
        if (operand instanceof Sequence values && !values.items().isEmpty()) {
            return Optional.of(new Condition.OneOf(values));
        }
        problems.mismatch(operand, "a list of values");
        return Optional.empty();
    }

    private boolean isTrue(YamlNode operand, String key) {
        if (operand instanceof Scalar scalar && scalar.value() instanceof Boolean flag && flag) {
            return true;
        }
        problems.mismatch(operand, key + " as true");
        return true;
    }

    private Optional<Condition> matching(YamlNode operand) {
        if (operand instanceof Scalar scalar) {
            try {
                return Optional.of(new Condition.Matching(Pattern.compile(scalar.text())));
            } catch (PatternSyntaxException e) {
                problems.add(
                        operand.at(),
                        "expected a regular expression, found " + scalar.text() + " (" + e.getDescription() + ")");
                return Optional.empty();
            }
        }
        problems.mismatch(operand, "a regular expression");
        return Optional.empty();
    }

    private Condition containing(YamlNode operand) {
        if (operand instanceof Mapping fields && !ValueBinder.isBytes(operand)) {
            return new Condition.ContainingEntry(read(fields.entries()));
        }
        return new Condition.Containing(operand);
    }
}
