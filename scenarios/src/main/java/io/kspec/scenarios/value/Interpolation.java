package io.kspec.scenarios.value;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode.Scalar;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${name}} by the variable's value. */
final class Interpolation {
    /** The names that a variable may have. */
    static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(" + NAME.pattern() + ")}");

    private final Variables variables;
    private final Problems problems;

    Interpolation(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * The value of a scalar: the variable's own value if it is a single variable, text if it contains variables, and otherwise
     * its value in YAML.
     *
     * @return {@link Unresolved#YET} if a variable has no value yet
     */
    @Nullable Object value(Scalar scalar) {
        Matcher matcher = VARIABLE.matcher(scalar.text());
        if (matcher.matches()) {
            return lookUp(scalar, matcher.group(1));
        }
        if (!scalar.text().contains("${")) {
            return scalar.value();
        }
        StringBuilder text = new StringBuilder();
        boolean resolved = true;
        matcher.reset();
        while (matcher.find()) {
            Object value = lookUp(scalar, matcher.group(1));
            resolved &= value != Unresolved.YET;
            matcher.appendReplacement(text, Matcher.quoteReplacement(textOf(value)));
        }
        matcher.appendTail(text);
        if (resolved && text.indexOf("${") >= 0) {
            problems.mismatch(scalar, "variables as ${name}");
            return Unresolved.YET;
        }
        return resolved ? text.toString() : Unresolved.YET;
    }

    private Object lookUp(Scalar scalar, String name) {
        Object value = variables.find(name);
        if (value == null) {
            problems.unknownName(
                    scalar.at(),
                    "a variable",
                    variables.names().stream().sorted().toList(),
                    name);
            return Unresolved.YET;
        }
        return value;
    }

    /** A value as text: bytes as hexadecimal digits, UUIDs in Kafka's form. */
    static String textOf(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        return value instanceof UUID uuid ? KafkaUuid.format(uuid) : String.valueOf(value);
    }
}
