package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.Suggestion;
import java.util.List;
import java.util.function.BiFunction;

/** Guesses which field was meant by a path that leads nowhere. */
final class FieldSuggestion {
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
        if (pattern.api() == null) {
            return "";
        }
        ApiSpec api = Catalog.standard().api(pattern.api());
        Versions versions = pattern.versions().intersect(api.versions());
        return versions.isEmpty() ? "" : in(path, struct.apply(api, versions.highest()));
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
