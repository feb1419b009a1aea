package io.kspec.suite.checks.rules;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.TaggedField;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.check.VersionFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests with tagged fields that no release defines, as a newer client may send them (KIP-482). */
final class UnknownTags {
    private static final String CLIENT_ID = "kspec-newer";

    /** Tags far above those of all definitions: one with a value, one without, and one of several bytes. */
    private static final List<TaggedField> TAGS = List.of(
            new TaggedField(100, Bytes.fromHex("6b73706563")),
            new TaggedField(101, Bytes.EMPTY),
            new TaggedField(70_000, Bytes.fromHex("00ff")));

    private UnknownTags() {}

    /** The versions that have tagged fields, in the body as well as in the header. */
    static final class Filter implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return api.request(version).flexible();
        }
    }

    /** A request frame with unknown tagged fields in its header, its body and every structure inside. */
    static Bytes frame(ApiSpec api, int version, int correlationId, Message body) {
        Message header = Message.builder(api.requestHeader(version))
                .set("RequestApiKey", api.key())
                .set("RequestApiVersion", version)
                .set("CorrelationId", correlationId)
                .set("ClientId", CLIENT_ID)
                .unknownTaggedFields(TAGS)
                .build();
        return Frames.encode(header, tagged(body));
    }

    private static Message tagged(Message message) {
        MessageBuilder builder = message.toBuilder();
        for (FieldSpec field : message.spec().fields()) {
            Object value = message.get(field);
            if (value instanceof Message || value instanceof List<?>) {
                builder.set(field.name(), taggedValue(value));
            }
        }
        return builder.unknownTaggedFields(TAGS).build();
    }

    private static @Nullable Object taggedValue(@Nullable Object value) {
        if (value instanceof Message message) {
            return tagged(message);
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<@Nullable Object> entries = new ArrayList<>();
        list.forEach(entry -> entries.add(taggedValue(entry)));
        return entries;
    }
}
