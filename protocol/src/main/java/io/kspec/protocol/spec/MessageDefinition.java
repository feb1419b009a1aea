package io.kspec.protocol.spec;

import java.util.List;
import java.util.Map;

/**
 * A message as a definition file has it, over all versions.
 *
 * @param release the Kafka release whose file it is
 * @param name the name in the file: {@code JoinGroupResponse}
 * @param type {@code request}, {@code response}, {@code header} or {@code data}
 * @param apiKey the API key, or -1
 * @param listeners where the API is answered: {@code broker}, {@code controller}, {@code zkBroker}
 * @param latestVersionUnstable whether the last version is not released yet
 */
record MessageDefinition(
        String release,
        String name,
        String type,
        int apiKey,
        List<String> listeners,
        Versions validVersions,
        Versions flexibleVersions,
        Versions deprecatedVersions,
        boolean latestVersionUnstable,
        List<FieldDefinition> fields,
        Map<String, List<FieldDefinition>> commonStructs) {}
