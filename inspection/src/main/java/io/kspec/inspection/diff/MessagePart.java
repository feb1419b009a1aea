package io.kspec.inspection.diff;

import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.text.FieldText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value, structure or array of a decoded message, and its place. */
public final class MessagePart {
    /** The offset of a part that was decompressed and has no place of its own. */
    public static final int NOWHERE = -1;

    public enum Kind {
        VALUE,
        STRUCTURE,
        /** Its value is its count, or null for a null array. */
        ARRAY
    }

    private final Kind kind;
    private final String path;
    private final @Nullable StructSpec spec;
    private final @Nullable Object value;
    private final String text;
    private final int start;
    private final int end;
    private final Map<String, MessagePart> parts = new LinkedHashMap<>();

    private MessagePart(
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
     * Creates a value.
     *
     * @param text the value for humans
     * @param start its first byte, including a length before it, or {@link #NOWHERE}
     */
    static MessagePart value(String path, @Nullable Object value, String text, int start, int end) {
        return new MessagePart(Kind.VALUE, path, null, value, text, start, end);
    }

    /**
     * Creates a structure without fields.
     *
     * @param spec its definition, or null if it has none
     */
    static MessagePart structure(String path, @Nullable StructSpec spec) {
        return new MessagePart(Kind.STRUCTURE, path, spec, null, "", NOWHERE, NOWHERE);
    }

    /**
     * Creates an array without entries.
     *
     * @param count its count, or null for a null array
     * @param start the first byte of its count
     */
    static MessagePart array(String path, @Nullable Integer count, int start, int end) {
        String text = count == null ? "null" : FieldText.count(count);
        return new MessagePart(Kind.ARRAY, path, null, count, text, start, end);
    }

    /** Adds a field or an entry. */
    void add(MessagePart part) {
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

    /** Its fields or entries in order. */
    List<MessagePart> parts() {
        return List.copyOf(parts.values());
    }

    /** The field or entry with a name, or null if there is none. */
    @Nullable MessagePart part(String name) {
        return parts.get(name);
    }

    /** All parts with a value of their own in it, including itself. */
    public Stream<MessagePart> values() {
        boolean own = kind == Kind.VALUE || (kind == Kind.ARRAY && hasBytes());
        return Stream.concat(
                own ? Stream.of(this) : Stream.empty(), parts.values().stream().flatMap(MessagePart::values));
    }

    @Override
    public String toString() {
        return path;
    }
}
