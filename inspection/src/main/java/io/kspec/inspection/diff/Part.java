package io.kspec.inspection.diff;

import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.text.FieldText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value, a structure or an array within a message that was read, and where it lies. */
public final class Part {
    /** Where a part lies that was decompressed: nowhere. */
    public static final int NOWHERE = -1;

    public enum Kind {
        VALUE,
        STRUCTURE,
        /** Its value is how many entries it claims to have, or null for a null array. */
        ARRAY
    }

    private final Kind kind;
    private final String path;
    private final @Nullable StructSpec spec;
    private final @Nullable Object value;
    private final String text;
    private final int start;
    private final int end;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    private Part(
            Kind kind,
            String path,
            @Nullable StructSpec spec,
            @Nullable Object value,
            String text,
            int start,
            int end) {
        this.kind = kind;
        this.path = path;
        this.spec = spec;
        this.value = value;
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /**
     * A value.
     *
     * @param text the value as a person reads it
     * @param start its first byte, with the length before it, or {@link #NOWHERE}
     */
    public static Part value(String path, @Nullable Object value, String text, int start, int end) {
        return new Part(Kind.VALUE, path, null, value, text, start, end);
    }

    /**
     * A structure, as yet without fields.
     *
     * @param spec its definition, or null if it has none
     */
    static Part structure(String path, @Nullable StructSpec spec) {
        return new Part(Kind.STRUCTURE, path, spec, null, "", NOWHERE, NOWHERE);
    }

    /**
     * An array, as yet without entries.
     *
     * @param count how many it claims to have, or null for a null array
     * @param start the first byte of its count
     */
    static Part array(String path, @Nullable Integer count, int start, int end) {
        String text = count == null ? "null" : FieldText.count(count);
        return new Part(Kind.ARRAY, path, null, count, text, start, end);
    }

    /** Adds a field, or an entry. */
    void add(Part part) {
        parts.put(part.name(), part);
    }

    public Kind kind() {
        return kind;
    }

    /** {@code Topics[0].Name}, or empty for the message as a whole. */
    public String path() {
        return path;
    }

    /** The last step of the path: {@code Name}, or {@code [0]} for an entry. */
    String name() {
        int bracket = path.endsWith("]") ? path.lastIndexOf('[') : -1;
        return bracket >= 0 ? path.substring(bracket) : path.substring(path.lastIndexOf('.') + 1);
    }

    @Nullable StructSpec spec() {
        return spec;
    }

    public @Nullable Object value() {
        return value;
    }

    public String text() {
        return text;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public boolean hasBytes() {
        return end > start;
    }

    /** Its fields or entries, in their order. */
    List<Part> parts() {
        return List.copyOf(parts.values());
    }

    /** The field or entry of a name, or null if it has none. */
    @Nullable Part part(String name) {
        return parts.get(name);
    }

    /** Everything in it that has a value of its own, itself included. */
    public Stream<Part> values() {
        boolean own = kind == Kind.VALUE || (kind == Kind.ARRAY && hasBytes());
        return Stream.concat(
                own ? Stream.of(this) : Stream.empty(), parts.values().stream().flatMap(Part::values));
    }

    @Override
    public String toString() {
        return path;
    }
}
