package io.kspec.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
    void kspecIsOnThePathAndStartsWhatTheEntryPointStarts() throws Exception {
        Path script = files.resolve("usr/local/bin/kspec");
        assertThat(script).isExecutable();

        List<String> words = new ArrayList<>();
        config.get("Entrypoint").forEach(word -> words.add(word.textValue()));
        assertThat(Files.readString(script).replace("\\\n  ", ""))
                .endsWith("exec " + String.join(" ", words) + " \"$@\"\n");
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

    /** Runs the image's entry point, with its paths in the folder that the image's layers were unpacked to. */
    private Program start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        for (JsonNode word : config.get("Entrypoint")) {
            command.add(here(word.textValue()));
        }
        assertThat(command.get(0)).isEqualTo("java");
        command.set(0, Program.java());
        command.addAll(List.of(arguments));
        return Program.run(folder, command);
    }

    /** An argument of the entry point; a file of arguments is replaced by what it says, since that has the image's paths. */
    private String here(String word) throws IOException {
        String text = word.startsWith("@") ? Files.readString(files.resolve(word.substring(2))) : word;
        return text.replace("/app/", files.resolve("app") + "/");
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
