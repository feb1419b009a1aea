package io.kspec.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image, unpacked as a container engine does it. The build's own image has no Java, so the Java of this test
 * takes the place of that in the image's base.
 */
@Tag("long")
class ImageTest {
    private static final Path IMAGE = Path.of("target", "jib-image.tar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("..", "kspec");
    /** What the launcher says of the commands that keep running. */
    private static final Pattern KEEP_RUNNING = Pattern.compile("(?m)^ +([a-z |]+)\\) options=\\(");

    /** Runs a command in a terminal of its own. */
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    private Path folder = Path.of("");

    private Path files = Path.of("");
    private JsonNode config = new ObjectMapper().nullNode();

    @BeforeEach
    void unpack() throws Exception {
        Path image = Files.createDirectory(folder.resolve("image"));
        files = Files.createDirectory(folder.resolve("files"));
        untar(IMAGE, image);
        JsonNode manifest = blob(image, json(image.resolve("index.json")).at("/manifests/0/digest"));
        config = blob(image, manifest.at("/config/digest")).get("config");
        for (JsonNode layer : manifest.get("layers")) {
            untar(blobFile(image, layer.get("digest")), files);
        }
    }

    @Test
    void itsEntryPointIsKspec() throws Exception {
        Program version = start("--version");

        assertThat(version.exitCode()).as(version.output()).isZero();
        assertThat(version.output())
                .startsWith("kspec ")
                .contains("("
                        + config.at("/Labels/org.opencontainers.image.revision").textValue() + ")");
    }

    @Test
    void itPlaysChecksOnItsOwnMock() throws Exception {
        Program run = start("run", "--check", "api-versions.*");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("Conformant");
    }

    /** Files for Kubernetes call kspec from a shell in the image. */
    @Test
    void kspecIsOnThePathAndIsTheEntryPoint() {
        assertThat(files.resolve("usr/local/bin/kspec")).isExecutable();
        assertThat(config.get("Entrypoint")).extracting(JsonNode::textValue).containsExactly("/usr/local/bin/kspec");
    }

    /** C1 starts quickly, but a proxy or broker under load needs what C2 compiles. */
    @Test
    void commandsThatKeepRunningHaveTheBestCompilerAsWithTheLauncher() throws Exception {
        Matcher keepRunning = KEEP_RUNNING.matcher(Files.readString(LAUNCHER));
        assertThat(keepRunning.find()).isTrue();
        Path java = executable("echo", "#!/bin/sh\necho \"$@\"\n");

        for (String command : keepRunning.group(1).split(" \\| ", -1)) {
            assertThat(startWith(java, command).output())
                    .endsWith(command + "\n")
                    .doesNotContain("Tiered", "SerialGC");
        }
        assertThat(startWith(java, "run").output()).contains("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        assertThat(startWith(java).output()).contains("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    /** Else a container with a terminal would have neither colours nor a line of progress. */
    @Test
    void theJvmIsToldWhetherThereIsATerminal() throws Exception {
        Path java = executable("echo", "#!/bin/sh\necho \"$@\"\n");
        assertThat(startWith(java, "run").output()).contains(" -Dkspec.terminals= ");

        assumeTrue(Files.isExecutable(SCRIPT), "no program that makes a terminal");
        Program atATerminal =
                Program.run(folder, List.of(SCRIPT.toString(), "-qec", folder.resolve("kspec") + " run", "/dev/null"));

        assertThat(atATerminal.output()).contains(" -Dkspec.terminals=out,err ");
    }

    @Test
    void itDoesNotRunAsRootAndMayWriteReports() throws IOException {
        assertThat(config.get("User").textValue())
                .isNotBlank()
                .doesNotStartWith("0")
                .doesNotContain("root");
        assertThat(config.get("WorkingDir").textValue()).isEqualTo("/work");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.resolve("work"))))
                .isEqualTo("rwxrwxrwx");
    }

    private Program start(String... arguments) throws Exception {
        return startWith(Path.of(Program.java()), arguments);
    }

    /** Runs the image's entry point, with its paths in the folder that the image's layers were unpacked to. */
    private Program startWith(Path java, String... arguments) throws Exception {
        String script = Files.readString(files.resolve("usr/local/bin/kspec"));
        Path classPath = Files.writeString(
                folder.resolve("class-path"), here(Files.readString(files.resolve("app/jib-classpath-file"))));
        List<String> command = new ArrayList<>(List.of(executable(
                        "kspec",
                        script.replace("exec java ", "exec " + java + " ")
                                .replace("/app/jib-classpath-file", classPath.toString()))
                .toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, command);
    }

    private String here(String classPath) {
        return classPath.replace("/app/", files.resolve("app") + "/");
    }

    private Path executable(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static JsonNode blob(Path image, JsonNode digest) throws IOException {
        return json(blobFile(image, digest));
    }

    private static Path blobFile(Path image, JsonNode digest) {
        return image.resolve("blobs").resolve(digest.textValue().replace(':', '/'));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private void untar(Path archive, Path into) throws Exception {
        Program tar = Program.run(folder, List.of("tar", "-xpf", archive.toString(), "-C", into.toString()));
        assertThat(tar.exitCode()).as(tar.output()).isZero();
    }
}
