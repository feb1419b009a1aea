package io.kspec.mock.admin;

import io.kspec.mock.script.Stub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stub, as the API shows it.
 *
 * @param source the keys of the stub as they were sent, or null if it was not added through the API
 */
record StubMapping(UUID id, Stub stub, @Nullable Map<?, ?> source) {
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id.toString());
        tree.put("name", stub.name());
        tree.put("description", stub.request().toString());
        if (source != null) {
            source.forEach((key, value) -> tree.put(String.valueOf(key), value));
        }
        return tree;
    }
}
