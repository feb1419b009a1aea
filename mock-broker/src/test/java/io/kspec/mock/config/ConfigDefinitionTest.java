package io.kspec.mock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions of configurations, and which values are valid. Each row was measured on Apache Kafka 4.3.1. */
class ConfigDefinitionTest {
    private static ConfigDefinition definition(ConfigResourceType type, String name) {
        return ConfigDefinitions.find(type, name).orElseThrow();
    }

    @Test
    void everyKindOfResourceHasDefinitions() {
        assertThat(ConfigDefinitions.of(ConfigResourceType.TOPIC)).hasSize(33);
        assertThat(ConfigDefinitions.of(ConfigResourceType.BROKER)).hasSize(340);
        assertThat(ConfigDefinitions.of(ConfigResourceType.GROUP)).hasSize(17);
        assertThat(ConfigDefinitions.of(ConfigResourceType.CLIENT_METRICS)).hasSize(3);
        for (ConfigResourceType type : ConfigResourceType.values()) {
            assertThat(ConfigDefinitions.of(type).values())
                    .allMatch(definition ->
                            definition.about() != null && !definition.name().isEmpty());
        }
    }

    /** Kafka itself refuses the empty default of these two if it is set. */
    @Test
    void defaultsAreValid() {
        List<String> invalid = Arrays.stream(ConfigResourceType.values())
                .flatMap(type -> ConfigDefinitions.of(type).values().stream())
                .filter(ConfigDefinitionTest::hasInvalidDefault)
                .map(ConfigDefinition::name)
                .toList();

        assertThat(invalid)
                .containsExactlyInAnyOrder("controller.quorum.bootstrap.servers", "controller.quorum.voters");
    }

    private static boolean hasInvalidDefault(ConfigDefinition definition) {
        String value = definition.defaultValue();
        return value != null && definition.fault(value) != null;
    }

    @Test
    void aTopicsConfigurationKnowsItsSynonymsAndTheirUnits() {
        assertThat(definition(ConfigResourceType.TOPIC, "retention.ms").synonyms())
                .extracting(synonym -> synonym.name() + " " + synonym.factor())
                .containsExactly("log.retention.ms 1", "log.retention.minutes 60000", "log.retention.hours 3600000");
    }

    @Test
    void aBrokersConfigurationKnowsWhetherItCanChange() {
        assertThat(definition(ConfigResourceType.BROKER, "num.partitions").scope())
                .isEqualTo(UpdateScope.READ_ONLY);
        assertThat(definition(ConfigResourceType.BROKER, "listeners").scope()).isEqualTo(UpdateScope.PER_BROKER);
        assertThat(definition(ConfigResourceType.BROKER, "log.retention.ms").scope())
                .isEqualTo(UpdateScope.CLUSTER_WIDE);
        assertThat(definition(ConfigResourceType.BROKER, "ssl.key.password").sensitive())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC, retention.ms, -1, true",
        "TOPIC, retention.ms, ' 5 ', true",
        "TOPIC, retention.ms, -2, false",
        "TOPIC, retention.ms, soon, false",
        "TOPIC, retention.bytes, -7, true",
        "TOPIC, segment.bytes, 14, false",
        "TOPIC, preallocate, TRUE, true",
        "TOPIC, preallocate, yes, false",
        "TOPIC, cleanup.policy, '', true",
        "TOPIC, cleanup.policy, ' delete , compact ', true",
        "TOPIC, cleanup.policy, 'delete,shred', false",
        "TOPIC, compression.gzip.level, -1, true",
        "TOPIC, compression.gzip.level, 0, false",
        "TOPIC, min.cleanable.dirty.ratio, 1.5, false",
        "TOPIC, leader.replication.throttled.replicas, *, true",
        "TOPIC, leader.replication.throttled.replicas, '0:1,1:2', true",
        "TOPIC, leader.replication.throttled.replicas, x, false",
        "BROKER, num.io.threads, 0, false",
        "BROKER, group.consumer.migration.policy, upgrade, true",
        "GROUP, share.auto.offset.reset, by_duration:PT1H, true",
        "GROUP, share.auto.offset.reset, zz, false"
    })
    void aValueIsValidOrNot(ConfigResourceType type, String name, String value, boolean valid) {
        assertThat(definition(type, name).fault(value) == null).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, ' 5 ', 5",
        "preallocate, TRUE, true",
        "cleanup.policy, ' delete , compact ', 'delete,compact'",
        "min.cleanable.dirty.ratio, 1, 1.0"
    })
    void aValueIsShownInItsCanonicalForm(String name, String value, String shown) {
        assertThat(definition(ConfigResourceType.TOPIC, name).shown(value)).isEqualTo(shown);
    }

    @Test
    void documentationMayHaveLineBreaksAndBackslashes() {
        Map<String, ConfigDefinition> parsed = ConfigDefinitions.parse(
                        "# a comment\n\ntopic a.b\n  type LONG\n  default 7\n  about one\\ntwo \\\\n\n")
                .getOrDefault(ConfigResourceType.TOPIC, Map.of());

        assertThat(parsed.values()).singleElement().satisfies(definition -> {
            assertThat(definition.about()).isEqualTo("one\ntwo \\n");
            assertThat(definition.defaultValue()).isEqualTo("7");
        });
    }

    @Test
    void aTopicsOwnValueIsDescribedAsKafkaPrintsIt() {
        BrokerConfigs brokers = new BrokerConfigs();
        TopicValues values = TopicValues.of(new TreeMap<>(Map.of("min.cleanable.dirty.ratio", " 1")), brokers);

        DescribedConfig described = values.describe(brokers, 1).stream()
                .filter(config -> config.name().equals("min.cleanable.dirty.ratio"))
                .findFirst()
                .orElseThrow();
        assertThat(described.value()).isEqualTo("1.0");
        assertThat(described.synonyms().get(0).value()).isEqualTo("1.0");
        assertThat(values.given("min.cleanable.dirty.ratio")).isEqualTo(" 1");
    }
}
