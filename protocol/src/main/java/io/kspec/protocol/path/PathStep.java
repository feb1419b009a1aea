package io.kspec.protocol.path;

/** A step of a {@link FieldPath}: into a field, or from an array to its entries. */
public sealed interface PathStep {
    /** The field of a structure: {@code Topics}. */
    record Field(String name) implements PathStep {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One entry of an array: {@code [0]}. */
    record Index(int index) implements PathStep {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** Every entry of an array: {@code [*]}. */
    record Every() implements PathStep {
        @Override
        public String toString() {
            return "[*]";
        }
    }

    /**
     * The entries whose field has a value: {@code [ApiKey=8]}.
     *
     * @param field the name of the field
     * @param value the value, written as {@link io.kspec.protocol.message.MessageTree} represents it
     */
    record Having(String field, String value) implements PathStep {
        @Override
        public String toString() {
            return "[" + field + "=" + value + "]";
        }
    }
}
