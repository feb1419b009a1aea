package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.RequestPattern;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupMemberTest {
    private static final String CHECK = "sync-group.unknown-member-refused";

    @TempDir
    private Path folder = Path.of("");

    /** Apache Kafka 3 does so if a topic is deleted while the group has no members yet. */
    @Test
    void aClientWhoseIdWasForgottenBeforeItJoinedBeginsAnew() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            forget(broker, 1);
            forget(broker, 3);

            assertThat(play(broker)).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
        }
    }

    @Test
    void aBrokerThatForgetsEveryClientFails() throws IOException {
        Versions withReason = Versions.parse("8-9");
        try (MockBroker broker =
                MockBroker.builder().versions("JoinGroup", withReason).start()) {
            broker.stubFor(withId().willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID)));

            assertThat(play(broker)).isNotEmpty().noneMatch(result -> result.verdict() == Verdict.PASS);
        }
    }

    private static void forget(MockBroker broker, int nth) {
        broker.stubFor(withId().willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID))
                .onNth(nth));
    }

    /** Only requests with a member id have a reason. */
    private static RequestPattern withId() {
        return request("JoinGroup").where("Reason", GroupMember.REASON);
    }

    private List<CaseResult> play(MockBroker broker) throws IOException {
        Path log = folder.resolve("run.jsonl");
        ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                        .withSelection(Selection.EVERYTHING.including(List.of(CHECK)))
                        .withLanes(1))
                .execute();
        RunLog read = RunLog.read(log);
        assertThat(read.faults()).isEmpty();
        return read.results().stream()
                .filter(result -> result.check().id().equals(CHECK))
                .toList();
    }
}
