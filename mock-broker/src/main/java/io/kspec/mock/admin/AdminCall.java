package io.kspec.mock.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.mock.admin.http.HttpCall;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problem;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call, with the parameters of its path.
 *
 * @param http the call
 * @param parameters the parameters of the path by name
 */
record AdminCall(HttpCall http, Map<String, String> parameters) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> YAML_TYPES =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

    /** A parameter of the path. */
    String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    /** A parameter of the path that is a whole number of 0 or more. */
    int number(String name) {
        return (int) wholeNumber("path parameter " + name, parameter(name), Integer.MAX_VALUE);
    }

    /** A parameter of the query that is a whole number of 0 or more; empty if it is missing. */
    OptionalLong query(String name) {
        List<String> values = http.query().getOrDefault(name, List.of());
        return values.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(wholeNumber("query parameter " + name, values.get(0), Long.MAX_VALUE));
    }

    /** A parameter of the query; null if it is missing. */
    @Nullable String text(String name) {
        List<String> values = http.query().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    private static long wholeNumber(String where, String text, long maximum) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new HttpFaultException(400, HttpFault.mismatch(where, "a whole number from 0 to " + maximum, text));
    }

    /**
     * Reads the body as a mapping.
     *
     * @param what the mapping, in the words of error messages
     * @param keys the keys that it may have
     */
    <T> T mapping(String what, Set<String> keys, BiFunction<MappingReader, Problems, T> read) {
        return body((node, problems) ->
                MappingReader.of(node, what, keys, problems).map(mapping -> read.apply(mapping, problems)));
    }

    /**
     * Reads the body, JSON unless its content type is YAML. What is wrong is collected, and thrown together.
     *
     * @param read makes a value of the body, or reports problems
     */
    <T> T body(BiFunction<YamlNode, Problems, Optional<T>> read) {
        String text = http.body();
        if (text.isBlank()) {
            throw new HttpFaultException(400, HttpFault.mismatch("body", "JSON", "nothing"));
        }
        if (!YAML_TYPES.contains(http.contentType())) {
            checkJson(text);
            // JSON allows tabs between tokens, and nowhere else; YAML does not allow them everywhere there.
            text = text.replace('\t', ' ');
        }
        Problems problems = new Problems("body");
        Optional<T> value = YamlReader.read(text, problems).flatMap(node -> read.apply(node, problems));
        if (!problems.isEmpty() || value.isEmpty()) {
            throw unusable(problems.list());
        }
        return value.get();
    }

    private static HttpFaultException unusable(List<Problem> problems) {
        return new HttpFaultException(
                422,
                problems.stream()
                        .map(problem -> HttpFault.of(
                                "body, line " + problem.at().line() + ", column "
                                        + problem.at().column(),
                                problem.message()))
                        .toList(),
                Map.of());
    }

    private static void checkJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new HttpFaultException(400, HttpFault.mismatch("body", "JSON", "nothing"));
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw notJson(parser.currentTokenLocation(), "expected the end of the body, found another value");
            }
        } catch (JsonProcessingException e) {
            throw notJson(e.getLocation(), "not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    private static HttpFaultException notJson(JsonLocation at, String what) {
        return new HttpFaultException(
                400, HttpFault.of("body, line " + at.getLineNr() + ", column " + at.getColumnNr(), what));
    }
}
