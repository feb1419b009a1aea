package io.kspec.mock.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type of a configuration's value, with Kafka's code. Values are text; white space around them is ignored. */
public enum ConfigValueType {
    BOOLEAN(1),
    STRING(2),
    INT(3),
    SHORT(4),
    LONG(5),
    DOUBLE(6),
    LIST(7),
    CLASS(8),
    PASSWORD(9);

    private final int code;

    ConfigValueType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Why a value is not of this type, or null if it is. */
    @Nullable String fault(String value) {
        try {
            canonical(value);
            return null;
        } catch (NumberFormatException e) {
            return "Not a number of type " + name();
        } catch (IllegalArgumentException e) {
            return "Expected value to be either true or false";
        }
    }

    /**
     * The value as Kafka prints it after parsing: {@code true} for {@code TRUE}.
     *
     * @throws IllegalArgumentException if the value is not of this type
     */
    String canonical(String value) {
        String text = value.strip();
        return switch (this) {
            case BOOLEAN -> Boolean.toString(parseBoolean(text));
            case INT -> Integer.toString(Integer.parseInt(text));
            case SHORT -> Short.toString(Short.parseShort(text));
            case LONG -> Long.toString(Long.parseLong(text));
            case DOUBLE -> Double.toString(Double.parseDouble(text));
            case LIST -> String.join(",", items(text));
            case CLASS -> text;
            case STRING, PASSWORD -> value;
        };
    }

    private static boolean parseBoolean(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("expected true or false, found " + text);
        }
        return Boolean.parseBoolean(text);
    }

    /** The items of a list; none if it is blank. */
    static List<String> items(String list) {
        return list.isBlank() ? List.of() : List.of(list.strip().split("\\s*,\\s*", -1));
    }
}
