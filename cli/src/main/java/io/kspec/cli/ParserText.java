package io.kspec.cli;

import io.kspec.yaml.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says in kspec's words what the parser found wrong: where, what is expected, and what stands there. */
final class ParserText {
    /** What the parser writes before the words of a converter. */
    private static final Pattern INVALID_OPTION =
            Pattern.compile("^Invalid value for option '([^']+)'(?: \\(.*?\\))?: ");

    private static final Pattern INVALID_ARGUMENT =
            Pattern.compile("^Invalid value for positional parameter at index \\S+ \\(([^)]+)\\): ");
    private static final Pattern NO_PAIR = Pattern.compile(
            "^Value for option (?:option )?'([^']+)' \\((\\S+)\\) should be in KEY=VALUE format but was (.*)");
    private static final Pattern TOO_FEW = Pattern.compile(
            "^positional parameter at index \\S+ \\((\\S+)\\) requires at least (\\d+) values, but only (\\d+) were"
                    + " specified: .*");
    private static final Pattern JAVA_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error): ");

    private ParserText() {}

    static String of(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        String value = failure.getValue();
        if (argument != null && value != null && argument.converters().length == 0) {
            Class<?> type = argument.auxiliaryTypes()[0];
            String expected = expected(type);
            if (expected != null) {
                return name(argument) + ": expected " + expected + ", found " + value
                        + (type.isEnum() ? Suggestion.of(value, names(type)) : "");
            }
        }
        String text = JAVA_NAME.matcher(String.valueOf(failure.getMessage())).replaceAll("");
        text = INVALID_OPTION.matcher(text).replaceFirst("$1: ");
        text = INVALID_ARGUMENT.matcher(text).replaceFirst("$1: ");
        text = NO_PAIR.matcher(text).replaceFirst("$1: expected $2, found $3");
        text = TOO_FEW.matcher(text).replaceFirst("expected at least $2 of $1, found $3");
        return text.replaceFirst("^Error: ", "");
    }

    /** What is expected of a type that the parser converts by itself; null if it is another type. */
    private static @Nullable String expected(Class<?> type) {
        if (type.isEnum()) {
            List<String> names = names(type);
            int last = names.size() - 1;
            return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
        }
        return type == int.class || type == Integer.class ? "a number" : null;
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> String.valueOf(each).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
