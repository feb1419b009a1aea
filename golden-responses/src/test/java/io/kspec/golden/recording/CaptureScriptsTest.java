package io.kspec.golden.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaptureScriptsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "kspec", "golden", "recording");
    private static final String ENDING = "Script.java";

    @Test
    void everyScriptIsListed() throws IOException {
        assertThat(CaptureScripts.ALL)
                .extracting(CaptureScript::apiName)
                .containsExactlyInAnyOrderElementsOf(apisOfSources());
    }

    @Test
    void everyScriptIsNamedAfterItsApi() {
        assertThat(CaptureScripts.ALL)
                .allSatisfy(script ->
                        assertThat(script.getClass().getSimpleName()).isEqualTo(script.apiName() + "Script"));
    }

    @Test
    void scriptsAreListedByTheKeysOfTheirApis() {
        assertThat(CaptureScripts.ALL)
                .extracting(script -> script.api().key())
                .isSorted();
    }

    private static List<String> apisOfSources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.equals("Capture" + ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .toList();
        }
    }
}
