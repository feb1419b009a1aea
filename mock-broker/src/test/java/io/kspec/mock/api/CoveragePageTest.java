package io.kspec.mock.api;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoveragePageTest {
    private static final Path PAGE = Path.of("..", "docs", "mock-coverage.md");

    @Test
    void theDocumentedCoverageIsWhatHandlersAndGapsSay() throws IOException {
        String text = new CoveragePage().text();
        if (Boolean.getBoolean("kspec.coverage.write")) {
            Files.writeString(PAGE, text);
        } else if (!Files.exists(PAGE) || !Files.readString(PAGE).equals(text)) {
            fail("docs/mock-coverage.md is out of date; run this test with -Dkspec.coverage.write=true to rewrite it");
        }
    }
}
