package io.kspec.mock.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as DescribeConfigs shows it.
 *
 * @param value null if it is sensitive or has no value
 * @param synonyms the values by level, the one that counts first
 * @param typeCode Kafka's code of the value's type; 0 if unknown
 * @param about the documentation, or null
 */
public record DescribedConfig(
        String name,
        @Nullable String value,
        boolean readOnly,
        ConfigSource source,
        boolean sensitive,
        List<ConfigSynonym> synonyms,
        int typeCode,
        @Nullable String about) {
    public DescribedConfig {
        synonyms = List.copyOf(synonyms);
    }

    /** Describes a configuration whose level follows from its synonyms. */
    static DescribedConfig of(ConfigDefinition definition, @Nullable String value, List<ConfigSynonym> synonyms) {
        return new DescribedConfig(
                definition.name(),
                definition.shown(value),
                definition.scope() == UpdateScope.READ_ONLY,
                synonyms.isEmpty() ? ConfigSource.DEFAULT : synonyms.get(0).source(),
                definition.sensitive(),
                synonyms,
                definition.type().code(),
                definition.about());
    }
}
