package io.kspec.mock.script;

import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.path.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A reference to fields of a response, whose bytes are to be edited.
 *
 * @param inHeader whether the field is in the header: {@code CorrelationId} or {@code TaggedFields}
 * @param parent the structures that contain the fields, or null for the message itself
 * @param field the field's name, an entry of an array, or {@code TaggedFields} for the tagged fields that end a
 *     structure
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record FramePlace(boolean inHeader, @Nullable PathPattern parent, String field) {
    /** The tagged fields that end every flexible structure. */
    private static final String TAGGED_FIELDS = "TaggedFields";

    /** The prefix of fields of the header. */
    private static final String HEADER = "Header.";

    private static final List<String> HEADER_FIELDS = List.of("CorrelationId", TAGGED_FIELDS);

    /**
     * Parses a path of the body, {@code Header.CorrelationId} or {@code Header.TaggedFields}.
     *
     * @throws IllegalArgumentException if the text is none of these
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

    /**
     * The path of the field that must exist for this place to exist; empty in headers and for the tagged fields of the
     * message itself.
     */
    Optional<PathPattern> path() {
        if (inHeader) {
            return Optional.empty();
        }
        return field.equals(TAGGED_FIELDS) ? Optional.ofNullable(parent) : Optional.of(PathPattern.parse(toString()));
    }

    /** Whether the place is a field of the body, rather than one of the header or tagged fields. */
    boolean isWholeField() {
        return !inHeader && !field.equals(TAGGED_FIELDS);
    }

    /** Whether there are such fields in a response's body; those of the header are always there. */
    boolean isIn(Message body, KnownTopics topics) {
        return path().map(path -> !path.in(body, topics).isEmpty()).orElse(true);
    }

    /** The layout entries of each matching field. */
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
                    : parent.in(response.body(), response.topics()).stream().map(struct -> struct.path() + "." + field);
        }
        return PathPattern.parse(toString()).in(response.body(), response.topics()).stream()
                .map(place -> place.path().toString());
    }

    /** The text that was parsed. */
    @Override
    public String toString() {
        return (inHeader ? HEADER : "") + (parent == null ? "" : parent + ".") + field;
    }
}
