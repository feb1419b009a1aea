package io.kspec.mock.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The response to a call.
 *
 * @param status the status code
 * @param contentType the type of the body
 * @param body the body, which may be empty
 * @param headers further headers
 */
public record HttpReply(int status, String contentType, String body, Map<String, String> headers) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** A response whose body is a tree of maps, lists and scalars as JSON. */
    public static HttpReply json(int status, Object tree) {
        try {
            return text(status, "application/json", MAPPER.writeValueAsString(tree) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /** A response whose body is text. */
    public static HttpReply text(int status, String contentType, String body) {
        return new HttpReply(status, contentType, body, Map.of());
    }

    /** A response that reports faults. */
    public static HttpReply faults(int status, List<HttpFault> faults) {
        return json(
                status, Map.of("errors", faults.stream().map(HttpFault::tree).toList()));
    }

    /** This response with further headers. */
    public HttpReply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, contentType, body, all);
    }
}
