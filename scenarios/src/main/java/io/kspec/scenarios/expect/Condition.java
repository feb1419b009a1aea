package io.kspec.scenarios.expect;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition for the value at one place of a response. */
sealed interface Condition {
    boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values);

    /** The condition in words. Binds every operand, so that operands that do not fit are reported. */
    String expected(TypedPath place, ValueBinder values);

    /** What the condition requires a place to be; null if the place is that. */
    @Nullable String misplaced(PlaceType type);

    /** Reports operands that do not fit the place, before there is a response. */
    default void verify(TypedPath place, ValueBinder values, Problems problems) {
        expected(place, values);
    }

    /**
     * A place in a response, by its path and its type.
     *
     * @param path its path
     * @param type the type of its values
     */
    record TypedPath(String path, PlaceType type) {
        @Nullable Object operand(ValueBinder values, YamlNode node) {
            return type.operand(values, node);
        }

        String describe(@Nullable Object value) {
            return MismatchWording.of(path, value);
        }
    }

    /** Equal to a value, or not equal. */
    record Equal(YamlNode operand, boolean wanted) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return MismatchWording.same(found, place.operand(values, operand)) == wanted;
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return (wanted ? "" : "anything but ") + place.describe(place.operand(values, operand));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return comparable(type);
        }
    }

    private static @Nullable String comparable(PlaceType type) {
        boolean structure = type instanceof PlaceType.OfField field
                && (field.type().kind() == FieldKind.STRUCT || field.type().isStructArray());
        return structure ? "the path of a field inside it" : null;
    }

    /** Equal to one of several values. */
    record OneOf(Sequence operands) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return operands.items().stream().anyMatch(operand -> MismatchWording.same(found, place.operand(values, operand)));
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return operands.items().stream()
                    .map(operand -> place.describe(place.operand(values, operand)))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return comparable(type);
        }
    }

    /** Present and not null, or the opposite. */
    record Present(boolean wanted) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return (found != null) == wanted;
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return wanted ? "a value" : "no value";
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return null;
        }
    }

    /** A list with a number of entries; null counts as none. */
    record Count(YamlNode operand) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            int size = found instanceof List<?> list ? list.size() : 0;
            return MismatchWording.same(size, values.integer(FieldKind.INT32, operand));
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return MismatchWording.entries(values.integer(FieldKind.INT32, operand));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isList() ? null : "a list";
        }
    }

    /** Greater than a number, or less. */
    record Beyond(YamlNode operand, boolean above) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return found instanceof Number number
                    && values.integer(FieldKind.INT64, operand) instanceof Long limit
                    && (above ? number.longValue() > limit : number.longValue() < limit);
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return (above ? "more than " : "less than ") + values.integer(FieldKind.INT64, operand);
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isNumber() ? null : "a number";
        }
    }

    /** A string that matches a regular expression from beginning to end. */
    record Matching(Pattern pattern) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return found instanceof String text && pattern.matcher(text).matches();
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return "a string that matches " + pattern;
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isText() ? null : "a string";
        }
    }

    /** A string that contains a text, or a list that contains a value. */
    record Containing(YamlNode operand) implements Condition {
        private @Nullable Object value(TypedPath place, ValueBinder values) {
            PlaceType entries = place.type().entries();
            return entries == null ? values.text(operand, false) : entries.operand(values, operand);
        }

        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            Object value = value(place, values);
            if (found instanceof List<?> list) {
                return list.stream().anyMatch(entry -> MismatchWording.same(entry, value));
            }
            return found instanceof String text && value instanceof String part && text.contains(part);
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            return (place.type().isText() ? "a string" : "a list") + " that contains "
                    + place.describe(value(place, values));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            PlaceType entries = type.entries();
            if (entries == null) {
                return type.isText() ? null : "a string or a list";
            }
            return comparable(entries) == null ? null : "a mapping of the fields that an entry must have";
        }
    }

    /** A list of structures, one of which meets all of the given expectations. */
    record ContainingEntry(List<Expectation> entry) implements Condition {
        @Override
        public boolean isMet(TypedPath place, @Nullable Object found, ValueBinder values) {
            return found instanceof List<?> list
                    && list.stream().anyMatch(element -> element instanceof Message struct && meets(struct, values));
        }

        private boolean meets(Message struct, ValueBinder values) {
            return entry.stream().allMatch(each -> each.check(struct, values).isEmpty());
        }

        @Override
        public String expected(TypedPath place, ValueBinder values) {
            StructSpec spec = structOf(place.type());
            return entry.stream()
                    .map(each -> each.path() + " " + (spec == null ? "" : each.expected(spec, values)))
                    .collect(Collectors.joining(", ", "an entry with ", ""));
        }

        @Override
        public void verify(TypedPath place, ValueBinder values, Problems problems) {
            StructSpec spec = structOf(place.type());
            if (spec != null) {
                entry.forEach(each -> each.verify(spec, values, problems));
            }
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return structOf(type) == null ? "a list of structures" : null;
        }

        private static @Nullable StructSpec structOf(PlaceType type) {
            return type instanceof PlaceType.OfField field && field.type().isStructArray()
                    ? field.type().structSpec()
                    : null;
        }
    }
}
