package io.kspec.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static final List<CaseKey> KEYS = IntStream.range(0, 100)
            .boxed()
            .flatMap(check ->
                    IntStream.range(0, 20).mapToObj(version -> new CaseKey("check-" + check, "Fetch", version)))
            .toList();

    @Test
    void everyCaseIsInExactlyOneShard() {
        for (CaseKey key : KEYS) {
            long shards = IntStream.rangeClosed(1, 8)
                    .filter(index -> new Shard(index, 8).contains(key))
                    .count();

            assertThat(shards).as(key.toString()).isEqualTo(1);
        }
    }

    @Test
    void shardsAreOfAboutOneSize() {
        for (int count : new int[] {2, 3, 8}) {
            for (int index = 1; index <= count; index++) {
                Shard shard = new Shard(index, count);

                assertThat(KEYS.stream().filter(shard::contains).count())
                        .isBetween(KEYS.size() * 7L / (10L * count), KEYS.size() * 13L / (10L * count));
            }
        }
    }

    /** Logs of shards that were played by different machines belong together only as long as this holds. */
    @Test
    void theShardOfACaseNeverChanges() {
        assertThat(new Shard(4, 8).contains(new CaseKey("fetch.out-of-range", "Fetch", 7)))
                .isTrue();
        assertThat(new Shard(2, 5).contains(new CaseKey("api-versions.group-apis-are-complete", null, null)))
                .isTrue();
    }

    @Test
    void anUndividedRunHasEverything() {
        assertThat(KEYS).allMatch(Shard.WHOLE::contains);
        assertThat(Shard.parse("1/1").isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/8", "9/8", "1/0", "-1/8", "1/8/2", "a/b", "1/1001", "99999/99999"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a shard such as 2/8, ")
                .hasMessageEndingWith("found " + text);
    }

    @Test
    void theOptionsOfARunTellItsShard() {
        Shard shard = Shard.parse("2/8");

        assertThat(Shard.of(new RunOptions("all", List.of("check fetch.*", shard.filter()))))
                .contains(shard);
        assertThat(Shard.of(new RunOptions("all", List.of("check fetch.*")))).isEmpty();
    }
}
