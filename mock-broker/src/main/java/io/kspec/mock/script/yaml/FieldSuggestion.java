package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Guesses which field was meant by a path that leads nowhere. */
final class FieldSuggestion {
    private static final Set<String> HEADER_FIELDS = Set.of("CorrelationId", "TaggedFields");

    private FieldSuggestion() {}

    /** {@code ; did you mean X?}, or an empty text. */
    static String inRequest(String path, RequestPattern pattern) {
        return in(path, pattern, (api, version) -> api.request(version).struct());
    }

    /** The same for a path in the response to such a request. */
    static String inResponse(String path, RequestPattern pattern) {
        return in(path, pattern, (api, version) -> api.response(version).struct());
    }

    private static String in(String path, RequestPattern pattern, BiFunction<ApiSpec, Integer, StructSpec> struct) {
        if (HEADER_FIELDS.contains(path)) {
            return "; did you mean Header." + path + "?";
        }
        if (pattern.api() == null) {
            return inAny(path, struct);
        }
        ApiSpec api = Catalog.standard().api(pattern.api());
        Versions versions = pattern.versions().intersect(api.versions());
        return versions.isEmpty() ? "" : in(path, struct.apply(api, versions.highest()));
    }

    /** A name at the start of a path that is similar in some API. */
    private static String inAny(String path, BiFunction<ApiSpec, Integer, StructSpec> struct) {
        Set<String> known = new TreeSet<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            if (!api.versions().isEmpty()) {
                struct.apply(api, api.versions().highest()).allFields().forEach(field -> known.add(field.name()));
            }
        }
        return Suggestion.of(path.replaceAll("[.\\[].*", ""), known);
    }

    private static String in(String path, StructSpec root) {
        StructSpec struct = root;
        for (String name : path.replaceAll("\\[[^\\]]*]", "").split("\\.", -1)) {
            FieldSpec field = struct.find(name);
            if (field == null) {
                List<String> known =
                        struct.allFields().stream().map(FieldSpec::name).toList();
                return Suggestion.of(name, known);
            }
            if (field.type().struct() == null && !field.type().isStructArray()) {
                return "";
            }
            struct = field.type().structSpec();
        }
        return "";
    }
}
