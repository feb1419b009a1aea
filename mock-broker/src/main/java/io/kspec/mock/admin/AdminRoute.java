package io.kspec.mock.admin;

import io.kspec.mock.admin.http.HttpCall;
import io.kspec.mock.admin.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A method and a path of the API, and what answers calls of them.
 *
 * @param path the path after {@link AdminRouter#ROOT}, as in OpenAPI: {@code /mappings/{id}}
 */
record AdminRoute(String method, String path, Function<AdminCall, CompletionStage<HttpReply>> action) {
    /** A route whose response is ready when the action returns. */
    static AdminRoute of(String method, String path, Function<AdminCall, HttpReply> action) {
        return new AdminRoute(method, path, call -> CompletableFuture.completedFuture(action.apply(call)));
    }

    /** The path's parameters by name; empty if this route has another path. */
    Optional<Map<String, String>> parameters(List<String> segments) {
        List<String> pattern = segments(path);
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String expected = pattern.get(i);
            if (isParameter(expected)) {
                parameters.put(expected.substring(1, expected.length() - 1), segments.get(i));
            } else if (!expected.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** The number of segments that are not parameters, by which the most specific route is found. */
    long fixedSegments() {
        return segments(path).stream().filter(each -> !isParameter(each)).count();
    }

    static List<String> segments(String path) {
        List<String> segments = HttpCall.segments(path);
        return segments.subList(1, segments.size());
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
