package io.kspec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the mvn of these tests is a shell script")
class KafkaLibrariesTest {

    private static final KafkaRelease RELEASE = KafkaRelease.of("4.3.1");

    private final Path temporary;

    private final List<String> progress = new ArrayList<>();
    private Path jar;

    KafkaLibrariesTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void aJar() throws IOException {
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
    void theProjectAsksForTheServerAndTheLoggingOfItsTime() throws IOException {
        maven("cat pom.xml; exit 1");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("<artifactId>kafka_2.13</artifactId><version>4.3.1</version>");
    }

    @Test
    void mavensOwnErrorsAreTold() throws IOException {
        maven("echo '[INFO] hm'; echo '[ERROR] no route to central'; echo '[ERROR] [Help 1] http://…'; exit 3");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("Apache Kafka 4.3.1")
                .withMessageContaining("expected exit code 0, found 3")
                .satisfies(e -> assertThat(e.log()).isEqualTo("[ERROR] no route to central"));
    }

    @Test
    void aMavenThatNeverEndsIsEnded() throws IOException {
        maven("exec sleep 600");
        KafkaLibraries hasty = new KafkaLibraries(temporary.resolve("cache"), environment(), Duration.ofMillis(300));
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> hasty.fetch(RELEASE, progress::add))
                .withMessageContaining("expected an answer within");
        assertThat(ProcessHandle.current().descendants().filter(KafkaLibrariesTest::sleeps))
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void anAnswerWithoutJarsIsNotTaken() throws IOException {
        maven("exit 0");
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("does not list jars");
    }

    @Test
    void whereMavenWasSoughtIsTold() {
        assertThatExceptionOfType(ReferenceBrokerException.class)
                .isThrownBy(() -> libraries().fetch(RELEASE, progress::add))
                .withMessageContaining("expected mvn in MAVEN_HOME/bin or on the PATH")
                .withMessageContaining("PATH=" + temporary.resolve("bin"));
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
