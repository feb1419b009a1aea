package io.kspec.suite.survival;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a target that never gives what most cases need first. */
@Tag("long")
@Timeout(300)
class MissingNeedsTest {
    private static final Duration READ_TIMEOUT = Duration.ofMillis(400);
    private static final String WELL_FORMED = "wire.well-formed-answer";

    @TempDir
    private Path folder = Path.of("");
}
