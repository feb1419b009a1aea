package io.kspec.mock.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTableTest {
    private static final QuotaKey RATE = QuotaKey.PRODUCER_BYTE_RATE;
    /** The name that stands for the default in these tests. */
    private static final String ANY = "*";

    private final QuotaTable table = new QuotaTable();

    private static QuotaEntity entity(@Nullable String user, @Nullable String clientId) {
        Map<String, @Nullable String> names = new HashMap<>();
        if (user != null) {
            names.put(QuotaEntity.USER, user.equals(ANY) ? null : user);
        }
        if (clientId != null) {
            names.put(QuotaEntity.CLIENT_ID, clientId.equals(ANY) ? null : clientId);
        }
        return QuotaEntity.of(names);
    }

    private static QuotaEntity address(@Nullable String ip) {
        Map<String, @Nullable String> names = new HashMap<>();
        names.put(QuotaEntity.IP, ip);
        return QuotaEntity.of(names);
    }

    private void set(QuotaEntity entity, String key, double value) {
        table.alter(entity, List.of(new QuotaChange(key, OptionalDouble.of(value))), false);
    }

    private void remove(QuotaEntity entity, String key) {
        table.alter(entity, List.of(new QuotaChange(key, OptionalDouble.empty())), false);
    }

    /** The order in which Kafka's quota documentation lists them, beginning with what counts most. */
    @Test
    void theMostSpecificQuotaCounts() {
        List<QuotaEntity> byPrecedence = List.of(
                entity("u", "c"),
                entity("u", ANY),
                entity("u", null),
                entity(ANY, "c"),
                entity(ANY, ANY),
                entity(ANY, null),
                entity(null, "c"),
                entity(null, ANY));
        for (int i = 0; i < byPrecedence.size(); i++) {
            set(byPrecedence.get(i), RATE.word(), i + 1);
        }

        for (int i = 0; i < byPrecedence.size(); i++) {
            assertThat(table.limit(RATE, "u", "c").map(QuotaTable.Limit::perSecond))
                    .hasValue(i + 1.0);
            remove(byPrecedence.get(i), RATE.word());
        }
        assertThat(table.limit(RATE, "u", "c")).isEmpty();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void whoSharesALimitDependsOnItsEntity() {
        set(entity("u", null), RATE.word(), 5);
        assertThat(table.limit(RATE, "u", "a")).isEqualTo(table.limit(RATE, "u", "b"));

        set(entity("u", ANY), RATE.word(), 5);
        assertThat(table.limit(RATE, "u", "a")).isNotEqualTo(table.limit(RATE, "u", "b"));
    }

    @Test
    void anEntityWithAnotherQuotaDoesNotHideOneWithThis() {
        set(entity("u", "c"), QuotaKey.REQUEST_PERCENTAGE.word(), 1);
        set(entity(null, ANY), RATE.word(), 7);

        assertThat(table.limit(RATE, "u", "c").map(QuotaTable.Limit::perSecond)).hasValue(7.0);
    }

    @Test
    void anAddressHasItsOwnQuotaOrTheDefault() {
        set(address(null), "connection_creation_rate", 3);
        set(address("10.0.0.1"), "connection_creation_rate", 4);

        assertThat(table.limit("10.0.0.1").map(QuotaTable.Limit::perSecond)).hasValue(4.0);
        assertThat(table.limit("10.0.0.2").map(QuotaTable.Limit::perSecond)).hasValue(3.0);
    }

    @ParameterizedTest
    @CsvSource({
        "producer_byte_rate, 0",
        "producer_byte_rate, -1",
        "producer_byte_rate, 1.5",
        "consumer_byte_rate, 1e30",
        "request_percentage, -0.5",
        "connection_creation_rate, 1",
        "no_such_quota, 1"
    })
    void anImpossibleValueIsRefusedAndChangesNothing(String key, double value) {
        List<QuotaChange> changes = List.of(
                new QuotaChange("controller_mutation_rate", OptionalDouble.of(2)),
                new QuotaChange(key, OptionalDouble.of(value)));

        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> table.alter(entity("u", null), changes, false))
                .withMessageContaining(key);
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void onlyAnAddressHasAQuotaOfConnectionsAndAWholeOne() {
        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> set(address("10.0.0.1"), RATE.word(), 1))
                .withMessage("Invalid configuration key producer_byte_rate");
        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> set(address("10.0.0.1"), "connection_creation_rate", 0.5));
    }

    @Test
    void whatIsOnlyCheckedHasNoEffect() {
        table.alter(entity("u", null), List.of(new QuotaChange(RATE.word(), OptionalDouble.of(1))), true);

        assertThat(table.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"host, x", "user, ''", "ip, not an address", "ip, 300.1.1.1"})
    void anEntityThatKafkaDoesNotKnowIsRefused(String type, String name) {
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(() -> QuotaEntity.of(Map.of(type, name)));
    }

    @Test
    void anAddressIsNotCombined() {
        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> QuotaEntity.of(Map.of("ip", "10.0.0.1", "user", "u")));
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(() -> QuotaEntity.of(Map.of()));
    }

    @Test
    void aFilterAdmitsWhatAllOfItsComponentsMatch() {
        set(entity("u", null), RATE.word(), 1);
        set(entity("u", "c"), RATE.word(), 2);
        set(entity(ANY, null), RATE.word(), 3);

        assertThat(described(false)).hasSize(3);
        assertThat(described(true)).isEmpty();
        assertThat(described(false, "user", 0, "u")).containsExactlyInAnyOrder(entity("u", null), entity("u", "c"));
        assertThat(described(true, "user", 0, "u")).containsExactly(entity("u", null));
        assertThat(described(false, "user", 1, null)).containsExactly(entity(ANY, null));
        assertThat(described(true, "user", 2, null)).containsExactlyInAnyOrder(entity("u", null), entity(ANY, null));
    }

    private List<QuotaEntity> described(boolean strict) {
        return List.copyOf(table.describe(new QuotaFilter(strict)).keySet());
    }

    private List<QuotaEntity> described(boolean strict, String type, int matchType, @Nullable String match) {
        QuotaFilter filter = new QuotaFilter(strict);
        filter.add(type, matchType, match);
        filter.check();
        return List.copyOf(table.describe(filter).keySet());
    }

    @Test
    void aFilterThatMakesNoSenseIsRefused() {
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(() -> described(false, "", 2, null));
        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> described(false, "host", 2, null))
                .matches(refused -> refused.error() == ErrorCode.UNSUPPORTED_VERSION);
        assertThatExceptionOfType(QuotaRefusal.class)
                .isThrownBy(() -> described(false, "user", 3, null))
                .matches(refused -> refused.error() == ErrorCode.INVALID_REQUEST);
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(() -> described(false, "user", 0, null));
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(() -> described(false, "user", 1, "u"));
        QuotaFilter combined = new QuotaFilter(false);
        combined.add("ip", 2, null);
        combined.add("user", 2, null);
        assertThatExceptionOfType(QuotaRefusal.class).isThrownBy(combined::check);
    }

    @Test
    void valuesAreDescribedByKey() {
        set(entity("u", null), RATE.word(), 1024);

        assertThat(table.describe(new QuotaFilter(false)))
                .hasEntrySatisfying(
                        entity("u", null), values -> assertThat(values).containsOnly(Map.entry(RATE, 1024.0)));
        assertThat(entity("u", null).names()).containsEntry("user", Optional.of("u"));
    }
}
