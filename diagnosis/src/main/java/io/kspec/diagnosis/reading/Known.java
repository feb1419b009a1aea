package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a message before reading it: values that it should repeat.
 *
 * @param type whether it is a request or a response
 * @param correlationId the correlation id, or null
 * @param strings the strings of the request, as UTF-8 bytes read as Latin-1
 * @param pieces the pieces of these strings that lie in the frame where no string is
 */
public record Known(
        MessageType type, @Nullable Integer correlationId, Set<String> strings, List<RequestTextPiece> pieces) {

    public static Known of(FrameUnderTest frame) {
        Set<String> strings = strings(frame);
        return new Known(frame.type(), frame.correlationId(), strings, RequestTextPiece.find(frame.bytes(), strings));
    }

    /** The strings of the request, as UTF-8 bytes read as Latin-1. */
    public static Set<String> strings(FrameUnderTest frame) {
        Set<String> strings = new HashSet<>();
        if (frame.request() != null) {
            collect(frame.request(), strings);
        }
        return strings;
    }

    private static void collect(Message message, Set<String> strings) {
        for (List<FieldSpec> fields :
                List.of(message.spec().fields(), message.spec().taggedFields())) {
            fields.forEach(field -> collectValue(message.get(field), strings));
        }
    }

    private static void collectValue(@Nullable Object value, Set<String> strings) {
        if (value instanceof String text && !text.isEmpty()) {
            strings.add(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } else if (value instanceof Message message) {
            collect(message, strings);
        } else if (value instanceof List<?> entries) {
            entries.forEach(entry -> collectValue(entry, strings));
        }
    }
}
