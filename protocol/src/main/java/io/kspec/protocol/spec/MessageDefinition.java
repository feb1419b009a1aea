package io.kspec.protocol.spec;

import java.util.List;
import java.util.Map;

/**
 * A message in a definition file, for all versions.
 *
 * @param release the Kafka release that the file comes from
 * @param name the name in the file: {@code JoinGroupResponse}
 */
record MessageDefinition(
        String release,
        String name,
        Versions validVersions,
        Versions flexibleVersions,
        List<FieldDefinition> fields,
        Map<String, List<FieldDefinition>> commonStructs) {}
