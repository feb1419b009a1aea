package io.kspec.runlog.cause;

import static io.kspec.runlog.cause.Cases.api;
import static io.kspec.runlog.cause.Cases.check;
import static io.kspec.runlog.cause.Cases.exchange;
import static io.kspec.runlog.cause.Cases.guess;
import static io.kspec.runlog.cause.Cases.undecodable;
import static io.kspec.runlog.cause.Cases.unexplained;
import static io.kspec.runlog.cause.Cases.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Rival;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log comes from a file: whatever it says, deriving its causes ends soon. */
class HostileLogTest {
    private static final int CASES = 3_000;
    private static final int EVENTS = 400;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ApiVersion METADATA = api("Metadata", 12);

    /** The causes; deriving them must not take the processor longer than the limit. */
    private static List<Cause> causes(List<CaseResult> results) {
        long start = cpuTime();
        List<Cause> causes = Causes.of(results).gravestFirst();
        assertThat(Duration.ofNanos(cpuTime() - start)).isLessThan(LIMIT);
        return causes;
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void thousandsOfLongCasesTakeSeconds() {
        ExchangeEvent early = exchange(METADATA, Map.of(), Map.of("Topics[0].TopicId", "zero"));
        ExchangeEvent last = exchange(
                api("Fetch", 13), Map.of("Topics[0].TopicId", "zero"), Map.of("ErrorCode", "100 UNKNOWN_TOPIC_ID"));
        ExchangeEvent[] timeline = new ExchangeEvent[EVENTS];
        Arrays.fill(timeline, early);
        timeline[EVENTS - 1] = last;
        List<CaseResult> results = new ArrayList<>();
        results.add(wrong(check("id"), METADATA, "Topics[0].TopicId", "an id", "zero"));
        for (int i = 1; i < CASES; i++) {
            results.add(wrong(
                    check("c" + i), api("Fetch", i % 20), "ErrorCode", "0 NONE", "100 UNKNOWN_TOPIC_ID", timeline));
        }

        assertThat(causes(results)).singleElement().satisfies(cause -> assertThat(cause.cases())
                .hasSize(CASES));
    }

    @Test
    void thousandsOfExplanationsThatOverlapTakeSeconds() {
        List<CaseResult> results = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Rival[] rivals = new Rival[50];
            for (int k = 0; k < rivals.length; k++) {
                rivals[k] = guess("SLIP", "Field" + (i + k * k), "it is wrong", 0.5);
            }
            results.add(undecodable(check("c"), api("Fetch", 1), rivals));
        }

        assertThat(causes(results).stream()
                        .mapToInt(cause -> cause.cases().size())
                        .sum())
                .isEqualTo(CASES);
    }

    @Test
    void longAndOddTextsAreCut() {
        List<String> odd = List.of(
                "(".repeat(1 << 20),
                "; in v".repeat(1 << 18),
                "0".repeat(1 << 20),
                "kspec-".repeat(1 << 18),
                "\uD83D".repeat(1 << 18),
                " at byte : ".repeat(1 << 17),
                "");
        List<CaseResult> results = new ArrayList<>();
        for (String text : odd) {
            results.add(unexplained(check("c" + text.length()), api("Fetch", 1), text, null));
            results.add(wrong(check("d" + text.length()), api("Fetch", 1), text, text, text));
            results.add(undecodable(check("e"), api(text, 1), guess(text, text, text, 0.1)));
        }

        assertThat(causes(results).stream()
                        .mapToInt(cause -> cause.cases().size())
                        .sum())
                .isEqualTo(results.size());
    }
}
