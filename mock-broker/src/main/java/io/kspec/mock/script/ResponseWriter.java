package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.Frames;
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
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Turns a response's body into the bytes to send, as a {@link ResponseDefinition} specifies. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ResponseWriter {
    private final ResponseDefinition definition;
    private final KnownTopics topics;

    /**
     * @param topics the topics that paths may name
     */
    public ResponseWriter(ResponseDefinition definition, KnownTopics topics) {
        this.definition = definition;
        this.topics = topics;
    }

    /**
     * The response with its size.
     *
     * @param api the API that responds
     * @param requestId the correlation id of the request
     * @param body the body, in which the edits of messages have been made
     * @throws IllegalArgumentException if an edit does not fit the message
     */
    public Bytes write(ApiSpec api, int requestId, Message body) {
        int correlationId = requestId + definition.correlationDifference();
        if (definition.isEncodedAsKafka()) {
            return Frames.encodeSizedResponse(api, body.id().version(), correlationId, body);
        }
        Bytes frame = frame(api, correlationId, body);
        ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).putInt(0, frame.size() + definition.sizeDifference());
        return Bytes.copyOf(size).concat(frame);
    }

    /**
     * The response, with its size, to a refused request: its correlation id, if it has one, and the definition's body.
     */
    public Bytes writeRefusal(Bytes refused) {
        Bytes correlationId = refused.size() < 8 ? Bytes.EMPTY : refused.slice(4, 8);
        Bytes raw = definition.body();
        return sized(raw == null ? correlationId : correlationId.concat(raw));
    }

    /** Bytes after their size. */
    public static Bytes sized(Bytes frame) {
        return Bytes.copyOf(ByteBuffer.allocate(Integer.BYTES).putInt(0, frame.size()))
                .concat(frame);
    }

    private Bytes frame(ApiSpec api, int correlationId, Message body) {
        Message laidOut = definition.layoutVersion().isPresent()
                ? inLayoutOf(api, definition.layoutVersion().getAsInt(), body)
                : body;
        Bytes raw = definition.body();
        if (raw != null) {
            Bytes whole = encode(api, correlationId, laidOut);
            int bodySize = Codec.encode(laidOut).size();
            Bytes replaced = whole.slice(0, whole.size() - bodySize).concat(raw);
            return edited(new EncodedResponse(replaced, laidOut, List.of(), topics));
        }
        if (definition.frameEdits().isEmpty()) {
            return encode(api, correlationId, laidOut);
        }
        return edited(EncodedResponse.of(api, correlationId, laidOut, topics));
    }

    private Bytes edited(EncodedResponse response) {
        List<Splice> splices = new ArrayList<>();
        definition.frameEdits().forEach(edit -> splices.addAll(edit.splices(response)));
        return Splice.applyAll(response.frame(), splices);
    }

    private static Bytes encode(ApiSpec api, int correlationId, Message body) {
        return Frames.encodeResponse(api, body.id().version(), correlationId, body);
    }

    private static Message inLayoutOf(ApiSpec api, int version, Message body) {
        StructSpec target = api.response(version).struct();
        return MessageTree.toMessage(target, known(MessageTree.of(body), target));
    }

    /** The part of a tree that a structure of another version has fields for. */
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
