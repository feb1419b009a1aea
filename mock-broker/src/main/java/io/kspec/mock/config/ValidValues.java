package io.kspec.mock.config;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The valid values of a configuration, in the form in which Kafka's {@code ConfigDef} describes them: {@code [0,...]},
 * {@code [compact, delete]}, {@code non-empty string}.
 */
final class ValidValues {
    /** Every value of the configuration's type is valid. */
    static final ValidValues ANY = new ValidValues("");

    private static final Pattern RANGE =
            Pattern.compile("\\[([^,\\[\\]]*),?\\.\\.\\.,?([^,\\[\\]]*)](?: or (-?\\d+))?");
    private static final Pattern ONE_OF = Pattern.compile("(\\(case insensitive\\) )?\\[([^\\[\\]]*)]");
    private static final Pattern THROTTLED = Pattern.compile("\\[partitionId]:\\[brokerId].*");
    private static final Pattern REPLICA = Pattern.compile("\\s*[0-9]+:[0-9]+\\s*");
    private static final String NON_EMPTY = "non-empty";
    private static final String DURATION = "by_duration:";

    private final String description;
    private final boolean nonEmpty;
    private final String choices;

    ValidValues(String description) {
        this.description = description;
        this.nonEmpty = description.startsWith(NON_EMPTY);
        this.choices = (nonEmpty ? description.substring(NON_EMPTY.length()) : description).strip();
    }

    /** Why a value of the right type is invalid, or null if it is valid. */
    @Nullable String fault(ConfigValueType type, String value) {
        if (nonEmpty && value.isBlank()) {
            return "Value must not be empty";
        }
        Matcher range = RANGE.matcher(choices);
        if (range.matches()) {
            return outside(range, value.strip());
        }
        if (THROTTLED.matcher(choices).matches()) {
            return throttledReplicas(value);
        }
        Matcher oneOf = ONE_OF.matcher(choices);
        return oneOf.matches() ? noneOf(oneOf, type, value) : null;
    }

    private static @Nullable String outside(Matcher range, String value) {
        double number = Double.parseDouble(value);
        String exception = range.group(3);
        if (exception != null && number == Double.parseDouble(exception)) {
            return null;
        }
        if (!range.group(1).isEmpty() && number < Double.parseDouble(range.group(1))) {
            return "Value must be at least " + range.group(1);
        }
        return !range.group(2).isEmpty() && number > Double.parseDouble(range.group(2))
                ? "Value must be no more than " + range.group(2)
                : null;
    }

    private static @Nullable String noneOf(Matcher choice, ConfigValueType type, String value) {
        UnaryOperator<String> folded = choice.group(1) == null ? item -> item : item -> item.toUpperCase(Locale.ROOT);
        List<String> allowed =
                List.of(choice.group(2).split(", ")).stream().map(folded).toList();
        List<String> items = type == ConfigValueType.LIST ? ConfigValueType.items(value) : List.of(value);
        boolean valid =
                items.stream().map(folded).allMatch(item -> allowed.contains(item) || isDuration(item, allowed));
        return valid ? null : "String must be one of: " + choice.group(2);
    }

    /** Whether an item is an ISO 8601 duration where the choices have one: {@code by_duration:PT1H}. */
    private static boolean isDuration(String item, List<String> allowed) {
        return item.startsWith(DURATION)
                && allowed.stream().anyMatch(each -> each.startsWith(DURATION))
                && Pattern.matches(
                        "P(?!$)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?",
                        item.substring(DURATION.length()));
    }

    private static @Nullable String throttledReplicas(String value) {
        List<String> items = ConfigValueType.items(value);
        boolean valid = items.equals(List.of("*"))
                || items.stream().allMatch(item -> REPLICA.matcher(item).matches());
        return valid ? null : "must be * or a list of the form [partitionId]:[brokerId],[partitionId]:[brokerId],...";
    }

    @Override
    public String toString() {
        return description;
    }
}
