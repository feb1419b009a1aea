package io.kspec.diagnosis.plausibility;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The fields of structures that a check looks at, and those that contain such fields. They are searched once for each structure:
 * each response of a run is checked, and few of its fields matter.
 */
final class RelevantFields {
    private final Predicate<FieldSpec> wanted;
    private final Map<StructSpec, List<FieldSpec>> known = new ConcurrentHashMap<>();

    RelevantFields(Predicate<FieldSpec> wanted) {
        this.wanted = wanted;
    }

    List<FieldSpec> of(StructSpec spec) {
        return known.computeIfAbsent(spec, searched -> searched.allFields().stream()
                .filter(field -> FieldSearch.leads(field, wanted))
                .toList());
    }
}
