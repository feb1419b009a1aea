package io.kspec.suite.unlike;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Shard;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No check fails because a broker differs from Apache Kafka in what clients take. Brokers that are played against all checks share
 * the cases, an eighteenth each, except for those that fail some checks and {@link UnlikeBrokers#WHOLE}; with the system property
 * {@code kspec.calibration=whole}, each plays all.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class LegalButUnlikeTest {
    private static final int SEVERAL = 25;
    private static final boolean WHOLE = "whole".equals(System.getProperty("kspec.calibration"));
    private static final int PARTS = 18;

    @TempDir
    private Path folder = Path.of("");

    static Stream<UnlikeBroker> brokers() {
        return UnlikeBrokers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void theBrokerIsConformant(UnlikeBroker unlike) throws IOException {
        List<CaseResult> results = play(unlike);

        assertThat(results).anyMatch(result -> result.verdict() == Verdict.PASS);
        assertThat(results.stream().filter(LegalButUnlikeTest::wentWrong))
                .as("cases that fail")
                .filteredOn(result -> !unlike.shoulds().contains(result.check().id()))
                .isEmpty();
        assertThat(results.stream().filter(LegalButUnlikeTest::wentWrong))
                .as("checks that are declared to fail")
                .allMatch(result -> result.check().level() == Level.SHOULD)
                .extracting(result -> result.check().id())
                .containsAll(unlike.shoulds());
    }

    private static boolean wentWrong(CaseResult result) {
        return result.verdict() != Verdict.PASS && result.verdict() != Verdict.SKIPPED;
    }

    @Test
    void thereAreMany() {
        assertThat(brokers().map(UnlikeBroker::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(SEVERAL);
    }

    private List<CaseResult> play(UnlikeBroker unlike) throws IOException {
        return unlike.needsProxy() ? playThroughProxy(unlike) : playDirectly(unlike);
    }

    private List<CaseResult> playThroughProxy(UnlikeBroker unlike) throws IOException {
        try (RewritingProxy proxy = new RewritingProxy(unlike.unlike(), unlike.segment());
                MockBroker broker = start(unlike, MockBroker.builder().advertisedPort(proxy.port()))) {
            proxy.forwardTo(broker.port());
            return play(unlike, new Target(broker.host(), proxy.port()));
        }
    }

    private List<CaseResult> playDirectly(UnlikeBroker unlike) throws IOException {
        try (MockBroker broker = start(unlike, MockBroker.builder())) {
            return play(unlike, new Target(broker.host(), broker.port()));
        }
    }

    private static MockBroker start(UnlikeBroker unlike, MockBrokerBuilder builder) throws IOException {
        unlike.setup().accept(builder.seed(1));
        MockBroker broker = builder.start();
        unlike.stubs().forEach(broker::stubFor);
        return broker;
    }

    private List<CaseResult> play(UnlikeBroker unlike, Target target) throws IOException {
        Path log = folder.resolve("run.jsonl");
        ConformanceRun.of(RunSettings.of(target, log).withSelection(selection(unlike)))
                .execute();
        RunLog read = RunLog.read(log);
        assertThat(read.faults()).isEmpty();
        return read.results();
    }

    private static Selection selection(UnlikeBroker unlike) {
        List<String> checks = new ArrayList<>(unlike.checks());
        if (!checks.isEmpty()) {
            checks.add("plausible.*");
        }
        return Selection.EVERYTHING.including(checks).withShard(part(unlike));
    }

    private static Shard part(UnlikeBroker unlike) {
        if (WHOLE
                || !unlike.checks().isEmpty()
                || !unlike.shoulds().isEmpty()
                || UnlikeBrokers.WHOLE.contains(unlike)) {
            return Shard.WHOLE;
        }
        return new Shard(1 + UnlikeBrokers.all().indexOf(unlike) % PARTS, PARTS);
    }
}
