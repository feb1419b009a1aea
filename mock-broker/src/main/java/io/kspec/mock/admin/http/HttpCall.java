package io.kspec.mock.admin.http;

import java.util.List;
import java.util.Map;

/**
 * A request, received completely.
 *
 * @param method the method in upper case, such as {@code POST}
 * @param path the decoded path without the query
 * @param query the values of each query parameter
 * @param contentType the media type of the body without parameters, in lower case; empty if none is given
 * @param body the body as text
 */
public record HttpCall(String method, String path, Map<String, List<String>> query, String contentType, String body) {
    public HttpCall {
        query = Map.copyOf(query);
    }
}
