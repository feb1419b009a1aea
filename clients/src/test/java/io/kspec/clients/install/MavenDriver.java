package io.kspec.clients.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A driver in Java whose libraries no other test needs: Maven fetches them, and the driver is compiled with them.
 *
 * @param sources the folder of its {@code pom.xml} and its Java files
 * @param target the folder that gets the libraries and classes
 */
public record MavenDriver(Path sources, Path target) {

    /**
     * Installs the libraries if that was not done before, and compiles the driver.
     *
     * @param base what it is compiled with besides the libraries
     * @return its class path
     */
    public List<Path> install(Path base) throws IOException, InterruptedException {
        Tool maven = new Tool("mvn").required();
        Path libraries = target.resolve("lib");
        Installation installation = new Installation(List.of(sources.resolve("pom.xml")), target);
        if (!installation.isDone()) {
            installation.run(
                    maven, sources, "-B", "-ntp", "dependency:copy-dependencies", "-DoutputDirectory=" + libraries);
        }
        Path classes = target.resolve("classes");
        List<Path> classPath = Stream.concat(Stream.of(classes, base), files(libraries, ".jar"))
                .toList();
        compile(classes, classPath);
        return classPath;
    }

    private void compile(Path classes, List<Path> classPath) throws IOException {
        String[] words = Stream.concat(
                        Stream.of("-proc:none", "-d", classes.toString(), "-cp", joined(classPath)),
                        files(sources, ".java").map(Path::toString))
                .toArray(String[]::new);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler()).run(null, said, said, words);
        assertThat(status)
                .as(() -> "javac: " + said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }
}
