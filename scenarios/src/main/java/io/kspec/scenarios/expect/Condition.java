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

/** What is demanded of the value at one place. */
sealed interface Condition {
    boolean isMet(Place place, @Nullable Object found, ValueBinder values);

    /** What is expected, in words. Binds every operand, so that those which do not fit are reported. */
    String expected(Place place, ValueBinder values);

    /** What this condition needs a place to be, or null if the place is so. */
    @Nullable String misplaced(PlaceType type);

    /** Reports what does not fit the place, before anything is found there. */
    default void verify(Place place, ValueBinder values, Problems problems) {
        expected(place, values);
    }

    /**
     * A place, to say values of it.
     *
     * @param path its path
     * @param type what stands there
     */
    record Place(String path, PlaceType type) {
        @Nullable Object operand(ValueBinder values, YamlNode node) {
            return type.operand(values, node);
        }

        String word(@Nullable Object value) {
            return Wording.of(path, value);
        }
    }

    /** Equal to a value, or not. */
    record Equal(YamlNode operand, boolean wanted) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return Wording.same(found, place.operand(values, operand)) == wanted;
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return (wanted ? "" : "anything but ") + place.word(place.operand(values, operand));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return comparable(type);
        }
    }

    private static @Nullable String comparable(PlaceType type) {
        boolean structure = type instanceof PlaceType.OfField field
                && (field.type().kind() == FieldKind.STRUCT || field.type().isStructArray());
        return structure ? "the path of a field of it" : null;
    }

    /** Equal to one of several values. */
    record OneOf(Sequence operands) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return operands.items().stream().anyMatch(operand -> Wording.same(found, place.operand(values, operand)));
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return operands.items().stream()
                    .map(operand -> place.word(place.operand(values, operand)))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return comparable(type);
        }
    }

    /** There and not null, or the contrary. */
    record Present(boolean wanted) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return (found != null) == wanted;
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return wanted ? "a value" : "no value";
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return null;
        }
    }

    /** A list of so many entries; null has none. */
    record Count(YamlNode operand) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            int size = found instanceof List<?> list ? list.size() : 0;
            return Wording.same(size, values.integer(FieldKind.INT32, operand));
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return Wording.entries(values.integer(FieldKind.INT32, operand));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isList() ? null : "a list";
        }
    }

    /** Above a number, or below. */
    record Beyond(YamlNode operand, boolean above) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return found instanceof Number number
                    && values.integer(FieldKind.INT64, operand) instanceof Long limit
                    && (above ? number.longValue() > limit : number.longValue() < limit);
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return (above ? "more than " : "less than ") + values.integer(FieldKind.INT64, operand);
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isNumber() ? null : "a number";
        }
    }

    /** A string that a regular expression matches as a whole. */
    record Matching(Pattern pattern) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return found instanceof String text && pattern.matcher(text).matches();
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return "a string that matches " + pattern;
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            return type.isText() ? null : "a string";
        }
    }

    /** A string with a text in it, or a list with a value among its entries. */
    record Containing(YamlNode operand) implements Condition {
        private @Nullable Object value(Place place, ValueBinder values) {
            PlaceType entries = place.type().entries();
            return entries == null ? values.text(operand, false) : entries.operand(values, operand);
        }

        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            Object value = value(place, values);
            if (found instanceof List<?> list) {
                return list.stream().anyMatch(entry -> Wording.same(entry, value));
            }
            return found instanceof String text && value instanceof String part && text.contains(part);
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            return (place.type().isText() ? "a string" : "a list") + " that contains "
                    + place.word(value(place, values));
        }

        @Override
        public @Nullable String misplaced(PlaceType type) {
            PlaceType entries = type.entries();
            if (entries == null) {
                return type.isText() ? null : "a string or a list";
            }
            return comparable(entries) == null ? null : "a mapping of fields that an entry is to have";
        }
    }

    /** A list of structures, one of which meets all of some expectations. */
    record ContainingEntry(List<Expectation> entry) implements Condition {
        @Override
        public boolean isMet(Place place, @Nullable Object found, ValueBinder values) {
            return found instanceof List<?> list
                    && list.stream().anyMatch(element -> element instanceof Message struct && meets(struct, values));
        }

        private boolean meets(Message struct, ValueBinder values) {
            return entry.stream().allMatch(each -> each.check(struct, values).isEmpty());
        }

        @Override
        public String expected(Place place, ValueBinder values) {
            StructSpec spec = structOf(place.type());
            return entry.stream()
                    .map(each -> each.path() + " " + (spec == null ? "" : each.expected(spec, values)))
                    .collect(Collectors.joining(", ", "an entry with ", ""));
        }

        @Override
        public void verify(Place place, ValueBinder values, Problems problems) {
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
