package io.kspec.mock.script.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a YAML file and where it stands.
 *
 * @param place {@code stubs.yaml:12:7}
 * @param value a map of nodes by key, a list of nodes, or a scalar: a string, {@code Long}, {@code Double}, boolean or null
 */
record Node(String place, @Nullable Object value) {
    /** A failure here. */
    StubFileException failure(String expected) {
        String found = value instanceof Map ? "a map" : value instanceof List ? "a list" : String.valueOf(value);
        return new StubFileException(place + ": expected " + expected + ", found " + found);
    }

    /** The entries of a map, in their order. */
    Map<String, Node> map(String what) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Node> nodes = new LinkedHashMap<>();
            map.forEach((key, node) -> nodes.put((String) key, (Node) node));
            return nodes;
        }
        throw failure(what);
    }

    List<Node> list(String what) {
        if (value instanceof List<?> list) {
            List<Node> nodes = new ArrayList<>();
            list.forEach(node -> nodes.add((Node) node));
            return nodes;
        }
        throw failure(what);
    }

    /** A scalar as text. */
    String text(String what) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw failure(what);
        }
        return String.valueOf(value);
    }

    long number(String what) {
        if (value instanceof Long number) {
            return number;
        }
        throw failure(what);
    }

    int int32(String what) {
        long number = number(what);
        if (number != (int) number) {
            throw failure(what);
        }
        return (int) number;
    }

    boolean bool(String what) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw failure(what);
    }

    /** A scalar that something can be read from; what the reader complains of is told with its place. */
    <T> T read(String what, Function<String, T> reader) {
        String text = text(what);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new StubFileException(place + ": " + e.getMessage());
        }
    }

    /** Without places: maps, lists and scalars. */
    @Nullable Object plain() {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, node) -> plain.put((String) key, ((Node) node).plain()));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(node -> plain.add(((Node) node).plain()));
            return plain;
        }
        return value;
    }
}
