package io.kspec.mock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of brokers by level, and what topics inherit from them. */
class BrokerConfigsTest {
    private final BrokerConfigs brokers = new BrokerConfigs();

    @BeforeEach
    void addBroker() {
        brokers.add(1, Map.of("node.id", "1", "log.retention.hours", "24"));
    }

    private void set(@Nullable Integer nodeId, String name, String value) {
        brokers.change(nodeId, List.of(new ConfigChange(name, 0, value)), false, false);
    }

    private List<String> sources(String name) {
        return brokers.synonyms(1, name).stream()
                .map(synonym -> synonym.source() + " " + synonym.name() + "=" + synonym.value())
                .toList();
    }

    private TopicValues.Effective topic() {
        return TopicValues.NONE.effective(brokers);
    }

    @Test
    void theLevelThatIsClosestToTheBrokerCounts() {
        set(null, "num.io.threads", "9");
        set(1, "num.io.threads", "10");

        assertThat(brokers.value(1, "num.io.threads")).isEqualTo("10");
        assertThat(sources("num.io.threads"))
                .containsExactly(
                        "DYNAMIC_BROKER num.io.threads=10",
                        "DYNAMIC_DEFAULT_BROKER num.io.threads=9",
                        "DEFAULT num.io.threads=8");
    }

    @Test
    void synonymsBeginWithTheNameThatWasAskedFor() {
        assertThat(sources("log.retention.ms")).isEmpty();
        assertThat(sources("log.retention.hours"))
                .containsExactly("STATIC_BROKER log.retention.hours=24", "DEFAULT log.retention.hours=168");

        set(1, "log.retention.ms", "5000");

        assertThat(sources("log.retention.ms"))
                .containsExactly(
                        "DYNAMIC_BROKER log.retention.ms=5000",
                        "STATIC_BROKER log.retention.hours=24",
                        "DEFAULT log.retention.hours=168");
    }

    @Test
    void aTopicInheritsTheFirstSynonymThatHasAValue() {
        assertThat(topic().getLong("retention.ms")).isEqualTo(86_400_000);

        set(null, "log.retention.ms", "5000");

        assertThat(topic().getLong("retention.ms")).isEqualTo(5000);
    }

    @Test
    void aReplacedBrokerKeepsWhatWasSetDynamically() {
        set(1, "log.retention.ms", "5000");

        brokers.add(1, Map.of());

        assertThat(brokers.value(1, "log.retention.ms")).isEqualTo("5000");
        assertThat(brokers.value(1, "log.retention.hours")).isEqualTo("168");
    }

    @Test
    void aCheckChangesNothing() {
        brokers.change(1, List.of(new ConfigChange("log.retention.ms", 0, "5000")), false, true);

        assertThat(brokers.value(1, "log.retention.ms")).isNull();
    }

    @Test
    void replacingRemovesWhatIsNotNamed() {
        set(1, "log.retention.ms", "5000");

        brokers.change(1, List.of(), true, false);

        assertThat(brokers.value(1, "log.retention.ms")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, num.partitions, 3, INVALID_REQUEST",
        ", listeners, PLAINTEXT://:1, INVALID_REQUEST",
        "1, ssl.keystore.password, secret, INVALID_REQUEST",
        "1, log.retention.ms, soon, INVALID_REQUEST",
        "1, num.io.threads, 1000, INVALID_REQUEST",
        "1, num.io.threads, 3, INVALID_REQUEST",
        "1, min.insync.replicas, 2, INVALID_CONFIG"
    })
    void aChangeThatKafkaRefusesIsRefused(@Nullable Integer nodeId, String name, String value, ErrorCode error) {
        assertThatExceptionOfType(ConfigRefusal.class)
                .isThrownBy(() -> set(nodeId, name, value))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(error));
    }

    @Test
    void theMinimumOfInSyncReplicasCannotBeRemovedForAllBrokers() {
        assertThatExceptionOfType(ConfigRefusal.class)
                .isThrownBy(() ->
                        brokers.change(null, List.of(new ConfigChange("min.insync.replicas", 1, null)), false, false))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_CONFIG));
    }

    @Test
    void groupsAreBoundByTheirBroker() {
        GroupConfigs groups = new GroupConfigs(brokers);
        groups.change("g", 1, List.of(new ConfigChange("consumer.session.timeout.ms", 0, "46000")), false, false);

        assertThat(groups.names()).containsExactly("g");
        for (String invalid : List.of("10", "100000", "soon")) {
            assertThatExceptionOfType(ConfigRefusal.class)
                    .isThrownBy(() -> groups.check(new TreeMap<>(Map.of("consumer.session.timeout.ms", invalid)), 1))
                    .satisfies(refused -> assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_CONFIG));
        }

        groups.change("g", 1, List.of(new ConfigChange("consumer.session.timeout.ms", 1, null)), false, false);

        assertThat(groups.names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "interval.ms, 100, ",
        "interval.ms, 99, INVALID_REQUEST",
        "interval.ms, 3600001, INVALID_REQUEST",
        "zz, 1, INVALID_REQUEST",
        "match, client_id=a.*, ",
        "match, client_id=[, INVALID_CONFIG",
        "match, foo=a, INVALID_CONFIG"
    })
    void clientMetricsAreChecked(String name, String value, @Nullable ErrorCode error) {
        ClientMetricsConfigs metrics = new ClientMetricsConfigs();
        if (error == null) {
            metrics.check(Map.of(name, value), 1);
        } else {
            assertThatExceptionOfType(ConfigRefusal.class)
                    .isThrownBy(() -> metrics.check(Map.of(name, value), 1))
                    .satisfies(refused -> assertThat(refused.error()).isEqualTo(error));
        }
    }

    @Test
    void aLoggerWithoutALevelHasThatOfTheRoot() {
        LoggerLevels loggers = new LoggerLevels();
        loggers.change(List.of(new ConfigChange("root", 0, "WARN")), false);

        assertThat(loggers.describe()).extracting(DescribedConfig::value).containsOnly("WARN");
        assertThatExceptionOfType(ConfigRefusal.class)
                .isThrownBy(() -> loggers.change(List.of(new ConfigChange("root", 1, null)), false));
        assertThatExceptionOfType(ConfigRefusal.class)
                .isThrownBy(() -> loggers.change(List.of(new ConfigChange("root", 0, "loud")), false));
    }
}
