package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks in responses of any API that no array has two entries that are equal, unless the request has such an array. */
final class RepetitionCheck implements ResponseCheck {
    /** The APIs whose entries are results by position: several may say the same. */
    private static final Set<String> BY_POSITION = Set.of("CreateAcls", "DeleteAcls");

    private static final RelevantFields ARRAYS = new RelevantFields(RepetitionCheck::isArray);

    /** An entry that is equal to one before it. */
    private record Repetition(String path, int index, int first) {}

    @Override
    public void check(PlausibilityContext context) {
        if (BY_POSITION.contains(context.body().id().name())) {
            return;
        }
        Repetition found = find(context.body(), "");
        Message request = context.request();
        if (found != null && (request == null || find(request, "") == null)) {
            context.report(
                    ImplausibleKind.TWICE,
                    found.path(),
                    "entry " + found.index() + " says the same as entry " + found.first());
        }
    }

    private static @Nullable Repetition find(Message message, String parent) {
        for (FieldSpec field : ARRAYS.of(message.spec())) {
            String path = PlausibilityContext.join(parent, field.name());
            Object value = message.get(field);
            Repetition found = value instanceof List<?> entries
                    ? find(entries, path)
                    : value instanceof Message inner ? find(inner, path) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Repetition find(List<?> entries, String path) {
        Map<Object, Integer> seen = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.get(i);
            String place = path + "[" + i + "]";
            Integer first = entries.size() > 1 ? seen.putIfAbsent(entry, i) : null;
            if (first != null) {
                return new Repetition(entry instanceof Message struct ? firstField(struct, place) : place, i, first);
            }
            Repetition inner = entry instanceof Message struct ? find(struct, place) : null;
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    /** Where the entry begins: structures have no bytes but those of their fields. */
    private static String firstField(Message entry, String path) {
        return PlausibilityContext.join(path, entry.spec().allFields().get(0).name());
    }

    private static boolean isArray(FieldSpec field) {
        return field.kind() == FieldKind.ARRAY;
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        boolean looked = !BY_POSITION.contains(api.name())
                && FieldSearch.any(api.response(version).struct(), RepetitionCheck::isArray);
        return looked ? Set.of(ImplausibleKind.TWICE) : Set.of();
    }
}
