package io.kspec.mock.admin.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request, received completely.
 *
 * @param method the method in upper case, such as {@code POST}
 * @param path the path as sent, without the query; {@link #segments} are decoded
 * @param query the values of each query parameter
 * @param contentType the media type of the body without parameters, in lower case; empty if none is given
 * @param body the body as text
 */
public record HttpCall(String method, String path, Map<String, List<String>> query, String contentType, String body) {
    public HttpCall {
        query = Map.copyOf(query);
    }

    /**
     * The decoded segments of a path, which may contain slashes: {@code a/b} for {@code a%2Fb}.
     *
     * @throws HttpFaultException if it has broken escapes
     */
    public static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            try {
                // A plus is a space in the decoder, but not in paths.
                segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new HttpFaultException(
                        400, HttpFault.of("path", "expected escapes such as %2F, found " + segment));
            }
        }
        return segments;
    }
}
