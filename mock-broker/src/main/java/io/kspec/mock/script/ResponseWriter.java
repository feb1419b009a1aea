package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the body of a response into the bytes that go over the wire, as a {@link ResponseDefinition} has it. */
public final class ResponseWriter {
    private final ResponseDefinition definition;

    public ResponseWriter(ResponseDefinition definition) {
        this.definition = definition;
    }

    /**
     * The response's size and frame.
     *
     * @param body what Kafka would answer, or defaults
     * @throws IllegalArgumentException if an edit does not fit the message
     */
    public Bytes write(RequestFrame request, Message body) {
        Bytes frame = frame(request, body);
        ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).putInt(0, frame.size() + definition.sizeDifference());
        return Bytes.copyOf(size).concat(frame);
    }

    /** The size and the frame of a response to bytes that are refused: the correlation id if they have one, and the body. */
    public Bytes writeRefusal(Bytes refused) {
        Bytes correlationId = refused.size() < 8 ? Bytes.EMPTY : refused.slice(4, 8);
        Bytes raw = definition.body();
        Bytes frame = raw == null ? correlationId : correlationId.concat(raw);
        return Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(0, frame.size()))
                .concat(frame);
    }

    private Bytes frame(RequestFrame request, Message body) {
        int correlationId = request.correlationId() + definition.correlationDifference();
        Message edited = ResponseDefinition.applyAll(definition.edits(), body);
        Message laidOut = definition.layoutVersion().isPresent()
                ? inLayoutOf(request.api(), definition.layoutVersion().getAsInt(), edited)
                : edited;
        EncodedResponse response = EncodedResponse.of(request.api(), correlationId, laidOut);
        Bytes raw = definition.body();
        if (raw != null) {
            int bodySize = Codec.encode(laidOut).size();
            return response.frame().slice(0, response.frame().size() - bodySize).concat(raw);
        }
        List<Splice> splices = new ArrayList<>();
        definition.frameEdits().forEach(edit -> splices.addAll(edit.splices(response)));
        return Splice.applyAll(response.frame(), splices);
    }

    private static Message inLayoutOf(ApiSpec api, int version, Message body) {
        StructSpec target = api.response(version).struct();
        return MessageTree.toMessage(target, known(MessageTree.of(body), target));
    }

    /** What a structure of another version can hold of a tree. */
    private static Map<String, @Nullable Object> known(Map<?, ?> tree, StructSpec target) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            FieldSpec field = target.find(String.valueOf(name));
            if (field != null && (value != null || field.nullable())) {
                known.put(field.name(), known(value, field));
            }
        });
        return known;
    }

    private static @Nullable Object known(@Nullable Object value, FieldSpec field) {
        if (value instanceof Map<?, ?> struct) {
            return known(struct, field.type().structSpec());
        }
        if (value instanceof List<?> entries && field.type().isStructArray()) {
            return entries.stream()
                    .map(entry -> known((Map<?, ?>) entry, field.type().structSpec()))
                    .toList();
        }
        return value;
    }
}
