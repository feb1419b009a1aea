package io.kspec.suite.checks.rules;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.check.VersionFilter;
import java.util.List;
import java.util.Set;

/** Requests whose tagged fields are written although they have their default values, as KIP-482 allows. */
final class ExplicitDefaults {
    private static final String CLIENT_ID = "kspec-explicit";

    /** The APIs of whose responses {@link TagChecks} knows what the default of a tagged field says of the other fields. */
    private static final Set<String> UNDERSTOOD = Set.of("ApiVersions", "CreateTopics");

    private ExplicitDefaults() {}

    /** The versions whose requests have tagged fields, or whose responses have some that imply something. */
    static final class Filter implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return areIn(api.request(version).struct())
                    || (UNDERSTOOD.contains(api.name())
                            && areIn(api.response(version).struct()));
        }
    }

    /** Whether a structure, or one within it, has tagged fields. */
    static boolean areIn(StructSpec struct) {
        return !struct.taggedFields().isEmpty()
                || struct.fields().stream()
                        .anyMatch(field -> field.type().isStructArray()
                                && areIn(field.type().structSpec()));
    }

    /** A request frame in which no tagged field is absent. */
    static Bytes frame(ApiSpec api, int version, int correlationId, Message body) {
        return Frames.encodeRequest(api, version, correlationId, CLIENT_ID, written(body));
    }

    private static Message written(Message message) {
        MessageBuilder builder = message.toBuilder();
        for (FieldSpec field : message.spec().fields()) {
            if (field.type().isStructArray() && !message.isNull(field.name())) {
                List<Message> entries = message.getStructs(field.name());
                builder.set(
                        field.name(),
                        entries.stream().map(ExplicitDefaults::written).toList());
            }
        }
        for (int i = 0; i < message.spec().taggedFields().size(); i++) {
            builder.writeTaggedField(i);
        }
        return builder.build();
    }
}
