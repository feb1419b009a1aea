package io.kspec.mock.script.yaml;

import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import java.util.Optional;

/** Opens a mapping whose keys are those of a section, and reports keys that lack others that they need. */
final class KeyedMapping {
    private KeyedMapping() {}

    /** A reader for a node that must be a mapping; if it is not, that is reported, and the result is empty. */
    static Optional<MappingReader> of(YamlNode node, StubSection section, Problems problems) {
        Optional<MappingReader> mapping = MappingReader.of(node, section.toString(), StubKeys.names(section), problems);
        mapping.ifPresent(reader -> StubKeys.of(section).stream()
                .filter(key -> reader.has(key.name()))
                .forEach(key -> key.needs().stream()
                        .filter(needed -> !reader.has(needed))
                        .forEach(needed -> problems.add(
                                reader.find(key.name()).orElseThrow().at(),
                                "expected the key " + needed + " next to " + key.name() + ", found none"))));
        return mapping;
    }
}
