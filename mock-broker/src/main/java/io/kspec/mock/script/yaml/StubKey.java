package io.kspec.mock.script.yaml;

import java.util.List;

/**
 * A key of a file of stubs.
 *
 * @param section the mapping that has the key
 * @param name the key
 * @param type what its value must be
 * @param needs the other keys of the mapping that must be there as well
 * @param description what the key does, in one sentence
 * @param example a value, in YAML
 */
public record StubKey(
        StubSection section, String name, StubValueType type, List<String> needs, String description, String example) {
    public StubKey {
        needs = List.copyOf(needs);
    }
}
