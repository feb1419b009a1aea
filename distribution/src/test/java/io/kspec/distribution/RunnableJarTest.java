package io.kspec.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar that has everything is kspec. */
@Tag("long")
class RunnableJarTest {
    private static final Path JAR = Path.of(System.getProperty("runnable.jar"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itSaysItsVersionAndItsCommit() throws Exception {
        Program version = kspec("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).containsPattern("^kspec \\d+\\.\\d+\\.\\d+\\S* \\(\\S+\\)\n");
    }

    @Test
    void itPlaysChecksOnItsOwnMock() throws Exception {
        Program run = kspec("run", "--check", "api-versions.*");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Conformant");
        assertThat(folder.resolve("kspec-report")).isNotEmptyDirectory();
    }

    /** Codecs of record batches find their native libraries in it, and its licences are told. */
    @Test
    void itHasTheLibrariesThatItNeeds() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(Object::toString))
                    .contains("META-INF/LICENSE", "META-INF/NOTICE")
                    .anyMatch(name -> name.contains("zstd") && name.endsWith(".so"))
                    .anyMatch(name -> name.contains("snappy") && name.endsWith(".so"))
                    .noneMatch(name -> name.endsWith(".SF") || name.endsWith("module-info.class"));
        }
    }

    private Program kspec(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Program.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, command);
    }
}
