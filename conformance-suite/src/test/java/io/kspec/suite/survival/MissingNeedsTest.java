package io.kspec.suite.survival;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
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
