package io.kspec.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample projects build, and their tests pass, with what "mvn install" would install. */
@Tag("long")
class SampleProjectsTest {
    private static final Path REPOSITORY = Path.of(property("samples.repository"));

    /** The oldest major version that the sample was written for. */
    private static final int OLDEST_GRADLE = 8;

    private static final Pattern GRADLE_VERSION = Pattern.compile("(?m)^Gradle (\\d+)\\.");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSamplesNameTheVersionOfThisBuild() throws IOException {
        assertThat(Files.readString(Path.of("maven", "pom.xml")))
                .contains("<kspec.version>" + property("kspec.version") + "</kspec.version>");
        assertThat(Files.readString(Path.of("gradle", "build.gradle.kts")))
                .contains(".getOrElse(\"" + property("kspec.version") + "\")");
    }

    @Test
    void theMavenSamplePasses() throws Exception {
        Path project = copyOfSamples().resolve("maven");
        List<String> command = new ArrayList<>(List.of(
                Objects.requireNonNullElse(System.getenv("KSPEC_MAVEN"), "mvn"),
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + REPOSITORY,
                "-Dkspec.version=" + property("kspec.version")));
        command.addAll(settings());
        command.add("verify");

        String output = run(project, command);

        assertThat(output).contains("BUILD SUCCESS");
        assertThat(testsOf(output)).as(output).isGreaterThan(20);
        assertThat(project.resolve("target/kspec-report/report.html")).isNotEmptyFile();
        assertThat(Files.readString(project.resolve("target/kspec-report/junit.xml")))
                .contains("scenario.stranger");
    }

    @Test
    void theGradleSamplePasses() throws Exception {
        String gradle = onPath("gradle");
        assumeTrue(gradle != null, "Gradle is not installed");
        int version = majorVersion(String.valueOf(gradle));
        assumeTrue(version >= OLDEST_GRADLE, "expected Gradle " + OLDEST_GRADLE + " or newer, found " + version);
        Path project = copyOfSamples().resolve("gradle");

        String output = run(
                project,
                List.of(
                        String.valueOf(gradle),
                        "--no-daemon",
                        "--console=plain",
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-PkspecVersion=" + property("kspec.version"),
                        "test"));

        assertThat(output).contains("BUILD SUCCESSFUL");
    }

    private int majorVersion(String gradle) throws Exception {
        String output = run(folder, List.of(gradle, "--version"));
        Matcher version = GRADLE_VERSION.matcher(output);
        assertThat(version.find()).as(output).isTrue();
        return Integer.parseInt(version.group(1));
    }

    /** The samples, where their builds may write. */
    private Path copyOfSamples() throws IOException {
        for (String sample : List.of("maven", "gradle")) {
            try (Stream<Path> files = Files.walk(Path.of(sample))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(file.toString());
                    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                    Files.copy(file, copy);
                }
            }
        }
        return folder;
    }

    /**
     * Settings by which the samples' plugins come from the repository of this build, so that they are not downloaded again;
     * what is not there is. They take the place of the user's settings or, if there are some, of Maven's own.
     */
    private List<String> settings() throws IOException {
        String url = Path.of(property("user.repository")).toUri().toString();
        Path file = Files.writeString(
                folder.resolve("settings.xml"),
                """
                <settings>
                  <profiles>
                    <profile>
                      <id>build</id>
                      <repositories>
                        <repository>
                          <id>build</id>
                          <url>%1$s</url>
                          <snapshots><enabled>false</enabled></snapshots>
                        </repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository>
                          <id>build</id>
                          <url>%1$s</url>
                          <snapshots><enabled>false</enabled></snapshots>
                        </pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>build</activeProfile>
                  </activeProfiles>
                </settings>
                """
                        .formatted(url));
        boolean users = Files.exists(Path.of(property("user.home"), ".m2", "settings.xml"));
        return List.of(users ? "-gs" : "-s", file.toString());
    }

    private String run(Path project, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("output.txt");
        Process build = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = build.waitFor(5, TimeUnit.MINUTES);
        if (!ended) {
            build.descendants().forEach(ProcessHandle::destroyForcibly);
            build.destroyForcibly();
        }
        String output = Files.readString(log);
        assertThat(ended).as("it ends within 5 minutes:\n%s", output).isTrue();
        assertThat(build.exitValue()).as(output).isZero();
        return output;
    }

    /** The number in {@code Tests run: 12, Failures: 0} of the whole build. */
    private static int testsOf(String output) {
        return Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0")
                .matcher(output)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(0);
    }

    private static @Nullable String onPath(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
