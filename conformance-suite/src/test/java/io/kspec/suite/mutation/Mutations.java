package io.kspec.suite.mutation;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.message.TaggedField;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All mutations of the responses of an API, from its definition. A field is made wrong at the highest version at which it has
 * its type, nullability and place; so it is at several versions only if these differ. Responses in the layout of a neighbouring
 * version are made at every version.
 */
final class Mutations {
    /** How the responses differ that have tagged fields that no definition has. */
    static final String UNKNOWN_TAGS = "unknown tagged fields";
    /** How the responses differ that have tagged fields although they have their default values. */
    static final String EXPLICIT_DEFAULTS = "tagged fields with their defaults";

    private static final TaggedField UNKNOWN_TAG = new TaggedField(9_000, Bytes.fromHex("6b73706563"));

    private final ApiSpec api;
    private final Set<String> layouts = new HashSet<>();
    private final List<Mutation> all = new ArrayList<>();

    private Mutations(ApiSpec api) {
        this.api = api;
    }

    /**
     * The mutations of an API.
     *
     * @param versions the versions at which it is answered
     */
    static List<Mutation> of(ApiSpec api, Versions versions) {
        Mutations mutations = new Mutations(api);
        for (int version = versions.highest(); version >= versions.lowest(); version--) {
            StructSpec response = api.response(version).struct();
            mutations.addFields(version, response, StructPath.ROOT);
            mutations.addLayouts(version);
        }
        mutations.addTags(versions.highest());
        return List.copyOf(mutations.all);
    }

    private void addFields(int version, StructSpec struct, StructPath path) {
        FieldSpec before = null;
        for (FieldSpec field : struct.allFields()) {
            String place = path.to(field.name());
            if (layouts.add(place + " " + layout(field))) {
                ValueChanges.of(field)
                        .forEach((what, change) -> add(version, path, place, what, entry -> {
                            Object value = entry.get(field.name());
                            Object wrong = change.apply(value);
                            return wrong == null && value == null ? entry : entry.with(field.name(), wrong);
                        }));
            }
            if (before != null && isSwappable(before, field)) {
                addSwap(version, path, before, field);
            }
            if (field.kind() == FieldKind.STRUCT || field.type().isStructArray()) {
                addFields(version, field.type().structSpec(), path.into(field));
            }
            before = field;
        }
    }

    private void add(int version, StructPath path, String place, String what, UnaryOperator<Message> change) {
        all.add(new Mutation(api, version, place, what, message -> path.change(message, change), null));
    }

    /** What decides how a check sees a field; lengths and counts are the codec's concern. */
    private static String layout(FieldSpec field) {
        return field.type() + (field.nullable() ? " or null" : "") + (field.isTagged() ? ", tagged" : "");
    }

    private static boolean isSwappable(FieldSpec before, FieldSpec field) {
        return before.kind() == field.kind()
                && field.kind() != FieldKind.STRUCT
                && before.type().equals(field.type());
    }

    private void addSwap(int version, StructPath path, FieldSpec one, FieldSpec other) {
        String what = "swapped with " + other.name();
        if (layouts.add(path.to(one.name()) + " " + what)) {
            add(version, path, path.to(one.name()), what, entry -> {
                Object first = entry.get(one.name());
                Object second = entry.get(other.name());
                boolean possible = (first != null || other.nullable()) && (second != null || one.nullable());
                return possible
                        ? entry.toBuilder()
                                .set(one.name(), second)
                                .set(other.name(), first)
                                .build()
                        : entry;
            });
        }
    }

    private void addLayouts(int version) {
        IntStream.of(version - 1, version + 1)
                .filter(next -> api.versions().contains(next))
                .filter(next -> !wire(version).equals(wire(next)))
                .forEach(next -> all.add(new Mutation(
                        api, version, Mutation.WHOLE, "in the layout of v" + next, UnaryOperator.identity(), next)));
    }

    /** All that decides how a response looks on the wire. */
    private String wire(int version) {
        return api.responseHeader(version).version() + " "
                + wire(api.response(version).struct());
    }

    private static String wire(StructSpec struct) {
        Stream<String> fields = struct.fields().stream()
                .map(field -> field.name() + " " + field.kind() + (field.compact() ? " compact" : "")
                        + (field.kind() == FieldKind.STRUCT || field.type().isStructArray()
                                ? wire(field.type().structSpec())
                                : field.type().toString()));
        return fields.collect(Collectors.joining(", ", struct.flexible() ? "flexible {" : "{", "}"));
    }

    private void addTags(int version) {
        StructSpec response = api.response(version).struct();
        if (response.flexible()) {
            add(
                    version,
                    StructPath.ROOT,
                    Mutation.WHOLE,
                    UNKNOWN_TAGS,
                    message -> everyStruct(message, struct -> struct.toBuilder()
                            .unknownTaggedFields(List.of(UNKNOWN_TAG))
                            .build()));
        }
        if (hasTags(response)) {
            add(
                    version,
                    StructPath.ROOT,
                    Mutation.WHOLE,
                    EXPLICIT_DEFAULTS,
                    message -> everyStruct(message, struct -> {
                        MessageBuilder written = struct.toBuilder();
                        IntStream.range(0, struct.spec().taggedFields().size()).forEach(written::writeTaggedField);
                        return written.build();
                    }));
        }
    }

    private static boolean hasTags(StructSpec struct) {
        return !struct.taggedFields().isEmpty()
                || struct.allFields().stream()
                        .filter(field ->
                                field.kind() == FieldKind.STRUCT || field.type().isStructArray())
                        .anyMatch(field -> hasTags(field.type().structSpec()));
    }

    private static Message everyStruct(Message message, UnaryOperator<Message> change) {
        Message changed = message;
        for (FieldSpec field : message.spec().allFields()) {
            if (field.kind() == FieldKind.STRUCT || field.type().isStructArray()) {
                changed = new StructPath(List.of(field)).change(changed, entry -> everyStruct(entry, change));
            }
        }
        return change.apply(changed);
    }
}
