package io.kspec.protocol.spec;

import java.util.List;
import java.util.Map;

/**
 * A message in a definition file, for all versions.
 *
 * @param release the Kafka release that the file comes from
 * @param name the name in the file: {@code JoinGroupResponse}
 * @param apiKey the API key, or -1 if there is none
 * @param listeners the listeners that serve the API: {@code broker}, {@code controller}, {@code zkBroker}
 */
record MessageDefinition(
        String release,
        String name,
        int apiKey,
        List<String> listeners,
        Versions validVersions,
        Versions flexibleVersions,
        List<FieldDefinition> fields,
        Map<String, List<FieldDefinition>> commonStructs) {}
