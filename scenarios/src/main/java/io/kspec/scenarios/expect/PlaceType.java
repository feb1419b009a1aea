package io.kspec.scenarios.expect;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldType;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The type of the values at a place of a response, which decides what they can be compared with. */
sealed interface PlaceType {
    /** Converts YAML to a value that can be compared with those at the place. */
    @Nullable Object operand(ValueBinder values, YamlNode node);

    boolean isNumber();

    boolean isText();

    /** Whether entries can be counted. */
    boolean isList();

    /** The type of the entries of a list; null if they cannot be compared. */
    @Nullable PlaceType entries();

    /** A field of the message. */
    record OfField(FieldType type) implements PlaceType {
        @Override
        public @Nullable Object operand(ValueBinder values, YamlNode node) {
            return values.typed(type, true, node);
        }

        @Override
        public boolean isNumber() {
            return type.kind().isInteger();
        }

        @Override
        public boolean isText() {
            return type.kind() == FieldKind.STRING;
        }

        @Override
        public boolean isList() {
            return type.kind() == FieldKind.ARRAY || type.kind() == FieldKind.RECORDS;
        }

        @Override
        public @Nullable PlaceType entries() {
            return type.kind() == FieldKind.ARRAY ? new OfField(type.elementType()) : null;
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** A property of a record. */
    enum OfRecord implements PlaceType {
        NUMBER,
        BYTES,
        TEXT,
        LIST;

        @Override
        public @Nullable Object operand(ValueBinder values, YamlNode node) {
            return switch (this) {
                case NUMBER -> values.integer(FieldKind.INT64, node);
                case TEXT -> values.text(node, false);
                case BYTES, LIST -> values.bytes(node);
            };
        }

        @Override
        public boolean isNumber() {
            return this == NUMBER;
        }

        @Override
        public boolean isText() {
            return this == TEXT;
        }

        @Override
        public boolean isList() {
            return this == LIST;
        }

        @Override
        public @Nullable PlaceType entries() {
            return null;
        }

        @Override
        public String toString() {
            return switch (this) {
                case NUMBER -> "int64";
                case BYTES -> "bytes";
                case TEXT -> "string";
                case LIST -> "headers";
            };
        }
    }
}
