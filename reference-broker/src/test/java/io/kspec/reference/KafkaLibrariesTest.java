package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the mvn in these tests is a shell script")
class KafkaLibrariesTest {

    private static final KafkaRelease RELEASE = KafkaRelease.of("4.3.1");

    private final Path temporary;

    private final List<String> progress = new ArrayList<>();
    private Path jar;

    KafkaLibrariesTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void createAJar() throws IOException {
        jar = Files.writeString(temporary.resolve("kafka.jar"), "not empty");
    }

    @Test
    void mavenIsAskedOnce() throws IOException {
        maven(answering());
        assertThat(libraries().fetch(RELEASE, progress::add)).containsExactly(jar);
        assertThat(libraries().fetch(RELEASE, progress::add)).containsExactly(jar);
        assertThat(progress).hasSize(1);
    }

    @Test
    void mavenIsAskedAgainWhenAJarIsGone() throws IOException {
        maven(answering());
        libraries().fetch(RELEASE, progress::add);
        Path moved = Files.move(jar, temporary.resolve("moved.jar"));
        jar = moved;
        maven(answering());
        assertThat(libraries().fetch(RELEASE, progress::add)).containsExactly(moved);
        assertThat(progress).hasSize(2);
    }

    @Test
    void theProjectDependsOnTheBroker() throws IOException {
        maven("cat pom.xml; exit 1");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("<artifactId>kafka_2.13</artifactId><version>4.3.1</version>");
    }

    @Test
    void theMessageContainsMavensOwnErrors() throws IOException {
        maven("echo '[INFO] hm'; echo '[ERROR] no route to central'; echo '[ERROR] [Help 1] http://…'; exit 3");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("Apache Kafka 4.3.1")
                .withMessageContaining("expected exit code 0, found 3")
                .satisfies(e -> assertThat(e.log()).isEqualTo("[ERROR] no route to central"));
    }

    @Test
    void aMavenThatHangsIsKilled() throws IOException {
        maven("exec sleep 600");
        KafkaLibraries hasty = new KafkaLibraries(temporary.resolve("cache"), environment(), Duration.ofMillis(300));
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> hasty.fetch(RELEASE, progress::add))
                .withMessageContaining("expected Maven to end within");
        assertThat(ProcessHandle.current().descendants().filter(KafkaLibrariesTest::sleeps))
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void aClassPathWithoutJarsIsRefused() throws IOException {
        maven("exit 0");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("expected Maven to list jars that exist");
    }

    @Test
    void theMessageNamesThePlacesThatWereSearchedForMaven() {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("expected mvn as KSPEC_MAVEN, in MAVEN_HOME/bin or on the PATH")
                .withMessageContaining("PATH=" + temporary.resolve("bin"));
    }

    @Test
    void theMavenOfTheBuildIsPreferred() throws IOException {
        maven("exit 1");
        Path wrapper = Files.move(temporary.resolve("bin/mvn"), temporary.resolve("mvnw"));
        maven("exit 2");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("KSPEC_MAVEN", wrapper.toString());
        KafkaLibraries libraries = new KafkaLibraries(temporary.resolve("cache"), environment, Duration.ofMinutes(1));
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries.fetch(RELEASE, progress::add))
                .withMessageContaining("with " + wrapper + ": expected exit code 0, found 1");
    }

    private KafkaLibraries libraries() {
        return new KafkaLibraries(temporary.resolve("cache"), environment(), Duration.ofMinutes(1));
    }

    private Map<String, String> environment() {
        return Map.of("PATH", temporary.resolve("bin").toString());
    }

    private String answering() {
        return "for a in \"$@\"; do case $a in -Dmdep.outputFile=*) echo '" + jar + "' > \"${a#*=}\";; esac; done";
    }

    private void maven(String script) throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwx------"));
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("sleep");
    }
}
