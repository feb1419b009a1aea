package io.kspec.mock.script;

import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a structure of a response reports an error for what a structure of the request asked for, derived from the
 * definitions.
 *
 * @param spec the structure of the response
 * @param error the name of its error code, or null if it has none
 * @param message the name of its error message, or null if it has none
 * @param defaults the structure in which nothing but the values of an error are set
 * @param identity how its identifying fields follow from the request
 * @param arrays its arrays whose entries answer entries of the request
 */
record ErrorPlan(
        StructSpec spec,
        @Nullable String error,
        @Nullable String message,
        Message defaults,
        List<IdentityCopy> identity,
        List<AnsweredArray> arrays) {
    private static final Set<String> ERROR_CODES = Set.of("ErrorCode", "PartitionErrorCode");
    private static final String ERROR_MESSAGE = "ErrorMessage";

    /** Arrays of a request that nothing in the response answers. */
    private static final Set<String> NOT_ANSWERED = Set.of("ForgottenTopicsData");

    /** Arrays whose entries have no identity: the n-th entry of the response answers the n-th of the request. */
    private static final Map<String, String> IN_ORDER = Map.of("Creations", "Results", "Filters", "FilterResults");

    private static final Map<String, ErrorPlan> PLANS = new ConcurrentHashMap<>();

    /**
     * A field that is copied from an entry of the request.
     *
     * @param from the field of the request's entry, or null if the entry itself is the value
     */
    record IdentityCopy(String field, @Nullable String from) {}

    /**
     * An array of the response, and the arrays of the request that it answers.
     *
     * @param sources the paths of the arrays, each by name from the outside in
     */
    record AnsweredArray(String field, List<List<String>> sources, ErrorPlan entry) {}

    /** The plan of an API at a version. */
    static ErrorPlan of(ApiSpec api, int version) {
        return PLANS.computeIfAbsent(
                api.name() + " " + version,
                key -> plan(
                        api.response(version).struct(),
                        List.of(api.request(version).struct()),
                        List.of()));
    }

    /** Whether the response can report an error. */
    boolean reports() {
        return reportsErrors(spec);
    }

    /** Whether the response can explain an error. */
    boolean explains() {
        return message != null
                || arrays.stream().anyMatch(array -> array.entry().explains());
    }

    private static ErrorPlan plan(StructSpec response, List<StructSpec> request, List<IdentityCopy> identity) {
        List<AnsweredArray> arrays = new ArrayList<>();
        for (FieldSpec array : response.fields()) {
            if (array.type().isStructArray() && reportsErrors(array.type().structSpec())) {
                AnsweredArray answered = request.stream()
                        .map(scope -> answered(array, scope))
                        .filter(found -> !found.sources().isEmpty())
                        .findFirst()
                        .orElse(null);
                if (answered != null) {
                    arrays.add(answered);
                }
            }
        }
        return new ErrorPlan(
                response,
                response.fields().stream()
                        .map(FieldSpec::name)
                        .filter(ERROR_CODES::contains)
                        .findFirst()
                        .orElse(null),
                response.has(ERROR_MESSAGE) ? ERROR_MESSAGE : null,
                ErrorDefaults.of(response),
                identity,
                arrays);
    }

    private static boolean reportsErrors(StructSpec struct) {
        return ERROR_CODES.stream().anyMatch(struct::has)
                || struct.fields().stream()
                        .filter(field -> field.type().isStructArray())
                        .anyMatch(field -> reportsErrors(field.type().structSpec()));
    }

    private static AnsweredArray answered(FieldSpec array, StructSpec scope) {
        List<List<FieldSpec>> sources = best(array, direct(scope));
        if (sources.isEmpty()) {
            sources = best(array, nested(scope));
        }
        StructSpec entry = array.type().structSpec();
        if (sources.isEmpty()) {
            return new AnsweredArray(
                    array.name(), List.of(), new ErrorPlan(entry, null, null, entry.defaults(), List.of(), List.of()));
        }
        List<FieldSpec> first = sources.get(0);
        FieldSpec asked = first.get(first.size() - 1);
        List<StructSpec> inner =
                asked.type().isStructArray() ? List.of(asked.type().structSpec()) : List.of();
        return new AnsweredArray(
                array.name(),
                sources.stream()
                        .map(path -> path.stream().map(FieldSpec::name).toList())
                        .toList(),
                plan(entry, inner, copies(entry, asked)));
    }

    private static List<List<FieldSpec>> direct(StructSpec scope) {
        return scope.fields().stream()
                .filter(field -> field.kind() == FieldKind.ARRAY && !NOT_ANSWERED.contains(field.name()))
                .map(List::of)
                .toList();
    }

    private static List<List<FieldSpec>> nested(StructSpec scope) {
        List<List<FieldSpec>> paths = new ArrayList<>();
        for (List<FieldSpec> outer : direct(scope)) {
            if (outer.get(0).type().isStructArray()) {
                direct(outer.get(0).type().structSpec())
                        .forEach(inner -> paths.add(List.of(outer.get(0), inner.get(0))));
            }
        }
        return paths;
    }

    /** The arrays of the request that identify their entries most like the response's array; none if none do. */
    private static List<List<FieldSpec>> best(FieldSpec array, List<List<FieldSpec>> candidates) {
        int most = candidates.stream()
                .mapToInt(path -> likeness(array, path.get(path.size() - 1)))
                .max()
                .orElse(0);
        return most == 0
                ? List.of()
                : candidates.stream()
                        .filter(path -> likeness(array, path.get(path.size() - 1)) == most)
                        .toList();
    }

    private static int likeness(FieldSpec array, FieldSpec asked) {
        if (array.name().equals(IN_ORDER.get(asked.name()))) {
            return 1;
        }
        Set<String> answered = identities(array.type().structSpec());
        if (!asked.type().isStructArray()) {
            String identity = EntryIdentity.of(asked);
            return identity != null && answered.contains(identity) ? 1 : 0;
        }
        answered.retainAll(identities(asked.type().structSpec()));
        return answered.size();
    }

    private static Set<String> identities(StructSpec struct) {
        return struct.fields().stream()
                .filter(field -> field.kind() != FieldKind.ARRAY || field.type().isStructArray())
                .map(EntryIdentity::of)
                .filter(identity -> identity != null)
                .collect(Collectors.toSet());
    }

    private static List<IdentityCopy> copies(StructSpec entry, FieldSpec asked) {
        List<IdentityCopy> copies = new ArrayList<>();
        for (FieldSpec field : entry.fields()) {
            String identity = EntryIdentity.of(field);
            if (identity == null) {
                continue;
            }
            if (!asked.type().isStructArray()) {
                if (identity.equals(EntryIdentity.of(asked))) {
                    copies.add(new IdentityCopy(field.name(), null));
                }
            } else {
                asked.type().structSpec().fields().stream()
                        .filter(from -> identity.equals(EntryIdentity.of(from)))
                        .findFirst()
                        .ifPresent(from -> copies.add(new IdentityCopy(field.name(), from.name())));
            }
        }
        return copies;
    }
}
