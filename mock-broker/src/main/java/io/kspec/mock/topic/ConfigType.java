package io.kspec.mock.topic;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The type of a configuration's value.
 *
 * @param expected the valid values, as error messages describe them
 * @param allows whether a value, stripped of surrounding white space, is valid
 */
public record ConfigType(String expected, Predicate<String> allows) {
    static ConfigType any() {
        return new ConfigType("any text", value -> true);
    }

    static ConfigType bool() {
        return oneOf("true", "false");
    }

    static ConfigType oneOf(String... values) {
        return new ConfigType("one of " + List.of(values), List.of(values)::contains);
    }

    /** A comma-separated list of any of the values. */
    static ConfigType listOf(String... values) {
        return new ConfigType("a list of " + List.of(values), list -> Arrays.stream(list.split(",", -1))
                .allMatch(value -> List.of(values).contains(value.trim())));
    }

    static ConfigType integer(int lowest) {
        return number(lowest, Integer.MAX_VALUE);
    }

    static ConfigType longInteger(long lowest) {
        return number(lowest, Long.MAX_VALUE);
    }

    static ConfigType ratio() {
        return new ConfigType("a number from 0 to 1", value -> {
            try {
                double ratio = Double.parseDouble(value);
                return ratio >= 0 && ratio <= 1;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    private static ConfigType number(long lowest, long highest) {
        return new ConfigType("a whole number from " + lowest + " to " + highest, value -> {
            try {
                long number = Long.parseLong(value);
                return number >= lowest && number <= highest;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }
}
