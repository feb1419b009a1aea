package io.kspec.mock.script;

import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.path.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a response by the bytes they lie at.
 *
 * @param inHeader whether a field of the header is meant: {@code CorrelationId} or {@code TaggedFields}
 * @param parent the structures that the fields are in, or null for the message itself
 * @param field the field's name, {@code TaggedFields} for the buffer that ends a structure, or an entry of an array
 */
public record FramePlace(boolean inHeader, @Nullable PathPattern parent, String field) {
    /** The buffer of tagged fields that ends every flexible structure. */
    private static final String TAGGED_FIELDS = "TaggedFields";

    /** The header's fields, which no path of a body may be. */
    private static final String HEADER = "Header.";

    private static final List<String> HEADER_FIELDS = List.of("CorrelationId", TAGGED_FIELDS);

    /**
     * Reads a place: a path of the body, or {@code Header.CorrelationId} or {@code Header.TaggedFields}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static FramePlace parse(String text) {
        if (text.startsWith(HEADER)) {
            if (!HEADER_FIELDS.contains(text.substring(HEADER.length()))) {
                throw new IllegalArgumentException(text + ": expected one of " + HEADER_FIELDS + " after " + HEADER);
            }
            return new FramePlace(true, null, text.substring(HEADER.length()));
        }
        FieldPath path = FieldPath.parsePattern(text);
        return new FramePlace(false, path.structure().map(PathPattern::new).orElse(null), path.lastName());
    }

    /** The path of the field that must exist for the place to; empty in headers and for a message's own tagged fields. */
    Optional<PathPattern> path() {
        if (inHeader) {
            return Optional.empty();
        }
        return field.equals(TAGGED_FIELDS) ? Optional.ofNullable(parent) : Optional.of(PathPattern.parse(toString()));
    }

    /** The entries of each field that is meant. */
    List<List<LayoutEntry>> in(EncodedResponse response) {
        return paths(response)
                .map(path -> response.at(path, inHeader))
                .filter(entries -> !entries.isEmpty())
                .toList();
    }

    private Stream<String> paths(EncodedResponse response) {
        if (inHeader) {
            return Stream.of(field);
        }
        if (field.equals(TAGGED_FIELDS)) {
            return parent == null
                    ? Stream.of(field)
                    : parent.in(response.body()).stream().map(struct -> struct + "." + field);
        }
        return PathPattern.parse(toString()).in(response.body()).stream().map(Object::toString);
    }

    /** As it was read. */
    @Override
    public String toString() {
        return (inHeader ? HEADER : "") + (parent == null ? "" : parent + ".") + field;
    }
}
