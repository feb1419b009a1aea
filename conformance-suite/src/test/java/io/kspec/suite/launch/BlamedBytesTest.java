package io.kspec.suite.launch;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.stage.net.Target;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class BlamedBytesTest {
    @TempDir
    private Path folder = Path.of("");

    /** It has no bytes of its own, but it is not missing. */
    @Test
    void theLengthOfAnEmptyTextIsBlamed() throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("Metadata").willReturn(asKafka().with("Brokers[*].Host", "")));
            Path log = folder.resolve("run.jsonl");
            Selection dialled = Selection.EVERYTHING.including(List.of("metadata.brokers-can-be-dialled"));
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withSelection(dialled))
                    .execute();

            assertThat(RunLog.read(log).results())
                    .filteredOn(result -> String.valueOf(result.api()).equals("Metadata v0"))
                    .extracting(CaseResult::blame)
                    .singleElement()
                    .extracting("path", "start", "end")
                    .containsExactly("Brokers[0].Host", 12, 14);
        }
    }
}
