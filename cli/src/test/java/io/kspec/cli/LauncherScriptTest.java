package io.kspec.cli;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./kspec}, with a Maven and a JDK that only write down how they were called. */
@Tag("long")
class LauncherScriptTest {
    private static final String FAKE_MAVEN =
            """
            #!/bin/bash
            echo "mvn $*" >> "$CALLS"
            if [ -n "${MAVEN_FAILS:-}" ]; then echo "[ERROR] no such symbol"; exit 1; fi
            mkdir -p cli/target/lib && touch cli/target/kspec.jar
            """;
    private static final String FAKE_JAVA =
            """
            #!/bin/bash
            echo "java $*" >> "$CALLS"
            case "$*" in *ArchiveClassesAtExit*) exit 1 ;; esac
            echo "kspec was started"
            """;

    private static final String ARCHIVING_JAVA =
            """
            #!/bin/bash
            echo "java $*" >> "$CALLS"
            case "$2" in -Xshare:dump) printf whole > "${1#*=}" ;; esac
            case "$1" in -XX:AOTCacheOutput=*) printf cache > "${1#*=}" ;; esac
            """;

    /** All that the script may use besides bash, a JDK and Maven. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "dirname",
            "find",
            "flock",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "touch",
            "wc");

    @TempDir
    private Path folder = Path.of("");

    private Path checkout = Path.of("");
    private Path jdk = Path.of("");
    private Path maven = Path.of("");
    private Path tools = Path.of("");
    private Path calls = Path.of("");

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void copyTheScriptIntoACheckoutWhosePathHasSpaces() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the script needs bash");
        checkout = Files.createDirectories(folder.resolve("my checkouts").resolve("kspec"));
        Files.copy(script(), checkout.resolve("kspec"));
        Files.createDirectories(checkout.resolve("cli/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("cli/src/main/Main.java"), "class Main {}");
        jdk = Files.createDirectories(folder.resolve("jdk 17"));
        executable(jdk.resolve("bin/java"), FAKE_JAVA);
        executable(jdk.resolve("bin/javac"), "#!/bin/bash\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        maven = folder.resolve("maven/bin");
        executable(maven.resolve("mvn"), FAKE_MAVEN);
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            provide(tool);
        }
        calls = folder.resolve("calls");
        Files.writeString(calls, "");
    }

    private static Path script() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("kspec")) ? here.resolve("kspec") : here.resolveSibling("kspec");
    }

    private void provide(String tool) throws IOException {
        for (String place : List.of("/bin", "/usr/bin")) {
            Path original = Path.of(place, tool);
            if (Files.exists(original)) {
                executable(tools.resolve(tool), "#!/bin/bash\nexec " + original + " \"$@\"\n");
                return;
            }
        }
    }

    private static void executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    @Test
    void theFirstUseBuildsAndSaysSoInOneLine() throws Exception {
        Run run = kspec();

        assertThat(run.err())
                .isEqualTo("kspec: building " + real(checkout) + " (first use, or sources have changed)\n");
        assertThat(run.out()).isEqualTo("kspec was started\n");
        assertThat(run.exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theSecondUseOnlyStarts() throws Exception {
        kspec();
        Run run = kspec();

        assertThat(run.err()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aNewerSourceIsBuilt() throws Exception {
        kspec();
        Path source = checkout.resolve("cli/src/main/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        kspec();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void aDeletedSourceIsNoticed() throws Exception {
        Path sources = checkout.resolve("cli/src/main");
        kspec();
        Files.delete(sources.resolve("Main.java"));
        Files.setLastModifiedTime(sources, FileTime.from(Instant.now().plusSeconds(60)));
        kspec();

        assertThat(builds()).hasSize(2);
    }

    @Test
    void whenTheBuildFailsMavenIsHeard() throws Exception {
        Run run = run(
                Map.of("MAVEN_FAILS", "yes"),
                checkout,
                checkout.resolve("kspec").toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("[ERROR] no such symbol").contains("the build failed");
        assertThat(kspec().exitCode()).isZero();
    }

    @Test
    void theScriptIsFoundThroughLinksAndFromAnywhere() throws Exception {
        Path links = Files.createDirectories(folder.resolve("some links"));
        Files.createSymbolicLink(links.resolve("direct"), checkout.resolve("kspec"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("direct"));

        Run run = run(Map.of(), folder, links.resolve("relative").toString(), "list", "two words");

        assertThat(run.exitCode()).isZero();
        assertThat(calls())
                .last()
                .asString()
                .endsWith("-jar " + real(checkout) + "/cli/target/kspec.jar list two words");
    }

    @Test
    void twoFirstUsesBuildOnce() throws Exception {
        executable(maven.resolve("mvn"), FAKE_MAVEN.replace("mkdir -p", "sleep 1; mkdir -p"));
        Process first = start(Map.of(), checkout, checkout.resolve("kspec").toString());
        Process second = start(Map.of(), checkout, checkout.resolve("kspec").toString());

        assertThat(end(first).exitCode()).isZero();
        assertThat(end(second).exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void withoutFlockTwoFirstUsesBuildOnceToo() throws Exception {
        Files.deleteIfExists(tools.resolve("flock"));

        twoFirstUsesBuildOnce();

        assertThat(checkout.resolve("target/kspec.owner")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerDiedIsNoLock() throws Exception {
        Files.deleteIfExists(tools.resolve("flock"));
        Process dead = new ProcessBuilder("/bin/bash", "-c", "exit").start();
        dead.waitFor();
        Files.createDirectories(checkout.resolve("target"));
        Files.createSymbolicLink(checkout.resolve("target/kspec.owner"), Path.of(Long.toString(dead.pid())));

        assertThat(kspec().exitCode()).isZero();
    }

    @Test
    void withoutAJdkItSaysWhatItNeeds() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", folder.toString()),
                checkout,
                checkout.resolve("kspec").toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .isEqualTo("kspec: JAVA_HOME is " + folder + ": expected a JDK 17 or newer, found no bin/java there\n");
    }

    @Test
    void withoutJavaAnywhereItSaysWhatItNeeds() throws Exception {
        Run run =
                run(Map.of("JAVA_HOME", ""), checkout, checkout.resolve("kspec").toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).isEqualTo("kspec: expected a JDK 17 or newer as JAVA_HOME or on PATH, found neither\n");
    }

    @Test
    void anArchiveOfClassesIsMadeOnceAndUsed() throws Exception {
        executable(jdk.resolve("bin/java"), ARCHIVING_JAVA);
        kspec();
        kspec();

        assertThat(calls()).filteredOn(call -> call.contains("-Xshare:dump")).hasSize(1);
        assertThat(calls())
                .last()
                .asString()
                .contains("-XX:SharedArchiveFile=" + real(checkout) + "/cli/target/archives/17.0.9-5.jsa");
    }

    @Test
    void fromJava25OnTheArchiveIsAnAheadOfTimeCache() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        executable(jdk.resolve("bin/java"), ARCHIVING_JAVA);
        kspec();
        kspec();

        assertThat(calls()).filteredOn(call -> call.contains("AOTCacheOutput")).hasSize(1);
        assertThat(calls())
                .last()
                .asString()
                .contains("-XX:AOTCache=" + real(checkout) + "/cli/target/archives/25.0.3-5.jsa");
    }

    @Test
    void aJvmThatCannotArchiveAListOfClassesArchivesWhatItHasLoaded() throws Exception {
        executable(
                jdk.resolve("bin/java"),
                ARCHIVING_JAVA.replace("-Xshare:dump) printf", "-Xshare:dump) exit 134; printf")
                        + "case \"$1\" in -XX:ArchiveClassesAtExit=*) printf loaded > \"${1#*=}\" ;; esac\n");
        kspec();
        kspec();

        assertThat(calls())
                .last()
                .asString()
                .contains("-XX:SharedArchiveFile=" + real(checkout) + "/cli/target/archives/17.0.9-6.jsa");
    }

    @Test
    void anArchiveThatWasCutIsMadeAnew() throws Exception {
        executable(jdk.resolve("bin/java"), ARCHIVING_JAVA);
        kspec();
        Files.writeString(checkout.resolve("cli/target/archives/17.0.9-5.jsa"), "cut");
        kspec();

        assertThat(calls()).filteredOn(call -> call.contains("-Xshare:dump")).hasSize(2);
    }

    @Test
    void anArchiveOfAnOlderBuildIsMadeAnew() throws Exception {
        executable(jdk.resolve("bin/java"), ARCHIVING_JAVA);
        kspec();
        Path jar = checkout.resolve("cli/target/kspec.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        kspec();

        assertThat(calls()).filteredOn(call -> call.contains("-Xshare:dump")).hasSize(2);
    }

    @Test
    void aJvmThatMakesNoArchiveIsNotAskedAgain() throws Exception {
        kspec();
        kspec();

        assertThat(calls())
                .filteredOn(call -> call.contains("ArchiveClassesAtExit"))
                .hasSize(1);
        assertThat(calls()).last().asString().doesNotContain("SharedArchiveFile");
    }

    @Test
    void anOlderJdkIsRefused() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");

        Run run = kspec();

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("expected a JDK 17 or newer, found 1.8.0_392");
    }

    @Test
    void withoutMavenItSaysWhatItNeeds() throws Exception {
        Files.delete(maven.resolve("mvn"));

        Run run = kspec();

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("expected mvn on PATH or " + real(checkout) + "/mvnw to build");
    }

    @Test
    void withoutAnInstalledMavenTheWrapperBuilds() throws Exception {
        Files.delete(maven.resolve("mvn"));
        executable(checkout.resolve("mvnw"), FAKE_MAVEN.replace("\"mvn $*", "\"mvnw $*"));
        executable(jdk.resolve("bin/java"), FAKE_JAVA.replace("kspec was started", "$KSPEC_MAVEN"));

        Run run = kspec();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(real(checkout) + "/mvnw\n");
        assertThat(calls()).filteredOn(call -> call.startsWith("mvnw -B ")).hasSize(1);
    }

    @Test
    void anInstalledMavenIsPreferredToTheWrapper() throws Exception {
        executable(checkout.resolve("mvnw"), "#!/bin/bash\nexit 1\n");

        assertThat(kspec().exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    private Run kspec() throws Exception {
        return run(Map.of(), checkout, checkout.resolve("kspec").toString());
    }

    private Run run(Map<String, String> environment, Path directory, String... command) throws Exception {
        return end(start(environment, directory, command));
    }

    private Process start(Map<String, String> environment, Path directory, String... command) throws IOException {
        List<String> bash = new ArrayList<>(List.of("/bin/bash"));
        bash.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(bash).directory(directory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", maven + ":" + tools, "JAVA_HOME", jdk.toString(), "CALLS", calls.toString()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, err);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }

    private List<String> builds() throws IOException {
        return calls().stream().filter(call -> call.startsWith("mvn ")).toList();
    }

    private static Path real(Path path) throws IOException {
        return path.toRealPath();
    }
}
