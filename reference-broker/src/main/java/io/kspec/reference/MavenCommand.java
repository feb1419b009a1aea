package io.kspec.reference;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The person's own {@code mvn}, asked for the class path of a project. */
final class MavenCommand {

    /** The version that kspec's own build uses, so that a build has fetched it. */
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

    private static final int ERROR_LINES = 8;
    /** Maven 3 resets a terminal's colours even in batch mode. */
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
    /** What Maven adds to every error. */
    private static final Pattern ADVICE =
            Pattern.compile("\\[ERROR] *(\\[Help |Re-run Maven|To see the full|For more information|$)");

    private final KafkaRelease release;
    private final Path executable;

    private MavenCommand(KafkaRelease release, Path executable) {
        this.release = release;
        this.executable = executable;
    }

    /**
     * Looks in {@code MAVEN_HOME}, then along {@code PATH}.
     *
     * @throws ReferenceBrokerException if Maven is in neither
     */
    static MavenCommand find(KafkaRelease release, Map<String, String> environment) {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "mvn.cmd" : "mvn";
        List<Path> folders = new ArrayList<>();
        String home = environment.getOrDefault("MAVEN_HOME", "");
        if (!home.isEmpty()) {
            folders.add(Path.of(home, "bin"));
        }
        String path = environment.getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            folders.add(Path.of(folder));
        }
        return folders.stream()
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst()
                .map(executable -> new MavenCommand(release, executable))
                .orElseThrow(() -> new ReferenceBrokerException(
                        release.version(),
                        "the jars of " + release + " come through Maven: expected " + name
                                + " in MAVEN_HOME/bin or on the PATH, found it in neither (MAVEN_HOME="
                                + (home.isEmpty() ? "unset" : home) + ", PATH=" + path + ")"));
    }

    /**
     * Writes the runtime class path of a project, one file a line, and fetches what the local repository lacks.
     *
     * @param project the folder of the {@code pom.xml}; receives Maven's output as {@code maven.log}
     * @param answer the file to write
     * @throws ReferenceBrokerException if Maven fails or needs longer than the limit; with Maven's own errors
     */
    void writeClassPath(Path project, Path answer, Duration limit) throws IOException {
        Path log = project.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(arguments(project, answer))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        // What a surrounding mvnDebug leaves: the same debugger port, which this Maven could not open.
        builder.environment().remove("MAVEN_DEBUG_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure(log, "expected an answer within " + limit.toSeconds() + " s, found none");
            }
            if (process.exitValue() != 0) {
                throw failure(log, "expected exit code 0, found " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceBrokerException(release.version(), release + ": interrupted while Maven fetched it", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private List<String> arguments(Path project, Path answer) {
        List<String> arguments = new ArrayList<>(List.of(
                executable.toString(),
                "--batch-mode",
                "--quiet",
                "--no-transfer-progress",
                "--file",
                project.resolve("pom.xml").toString(),
                GOAL,
                "-Dmdep.includeScope=runtime",
                "-Dmdep.pathSeparator=" + System.lineSeparator(),
                "-Dmdep.outputFile=" + answer));
        String localRepository = System.getProperty("maven.repo.local");
        if (localRepository != null) {
            arguments.add("-Dmaven.repo.local=" + localRepository);
        }
        return arguments;
    }

    private ReferenceBrokerException failure(Path log, String what) throws IOException {
        List<String> lines = LogTail.of(log, Integer.MAX_VALUE).stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .toList();
        List<String> errors = lines.stream()
                .filter(line ->
                        line.startsWith("[ERROR]") && !ADVICE.matcher(line).lookingAt())
                .toList();
        List<String> telling = errors.isEmpty() ? lines : errors;
        return new ReferenceBrokerException(
                release.version(),
                "the jars of " + release + ", through " + executable + ": " + what,
                telling.subList(0, Math.min(ERROR_LINES, telling.size())));
    }
}
