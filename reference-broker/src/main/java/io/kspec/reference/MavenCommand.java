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
import java.util.stream.Collectors;

/** An installed Maven or Maven wrapper, which resolves the class path of a project. */
final class MavenCommand {

    /** The version that kspec's own build uses and so has already downloaded. */
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

    private static final int ERROR_LINES = 8;
    /** Maven 3 resets the terminal's colours even in batch mode. */
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
    /** The hints that Maven adds to every error. */
    private static final Pattern ADVICE =
            Pattern.compile("\\[ERROR] *(\\[Help |Re-run Maven|To see the full|For more information|$)");

    private final KafkaRelease release;
    private final Path executable;

    private MavenCommand(KafkaRelease release, Path executable) {
        this.release = release;
        this.executable = executable;
    }

    /**
     * Takes the command that {@code KSPEC_MAVEN} names, which the script {@code kspec} and the build set; otherwise looks in
     * {@code MAVEN_HOME}, then along {@code PATH}.
     *
     * @throws ReferenceBrokerException if there is no Maven in any of these places
     */
    static MavenCommand find(KafkaRelease release, Map<String, String> environment) {
        String suffix = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? ".cmd" : "";
        return candidates(environment).stream()
                .map(candidate -> Path.of(candidate + (candidate.endsWith(".cmd") ? "" : suffix)))
                .map(Path::toAbsolutePath)
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(executable -> new MavenCommand(release, executable))
                .orElseThrow(() -> new ReferenceBrokerException(
                        release.version(),
                        "Maven is needed to fetch the jars of " + release + ": expected mvn" + suffix
                                + " as KSPEC_MAVEN, in MAVEN_HOME/bin or on the PATH, found none ("
                                + List.of("KSPEC_MAVEN", "MAVEN_HOME", "PATH").stream()
                                        .map(name -> name + "=" + environment.getOrDefault(name, "unset"))
                                        .collect(Collectors.joining(", "))
                                + ")"));
    }

    private static List<String> candidates(Map<String, String> environment) {
        List<String> candidates = new ArrayList<>();
        candidates.add(environment.getOrDefault("KSPEC_MAVEN", ""));
        String home = environment.getOrDefault("MAVEN_HOME", "");
        if (!home.isEmpty()) {
            candidates.add(Path.of(home, "bin", "mvn").toString());
        }
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            candidates.add(Path.of(folder, "mvn").toString());
        }
        candidates.removeIf(String::isEmpty);
        return candidates;
    }

    /**
     * Writes the runtime class path of a project, one file per line, and downloads what the local repository lacks.
     *
     * @param project the folder of the {@code pom.xml}; receives Maven's output as {@code maven.log}
     * @param answer the file to write
     * @param limit how long Maven may take
     * @throws ReferenceBrokerException if Maven fails or exceeds the limit; it contains Maven's own errors
     */
    void writeClassPath(Path project, Path answer, Duration limit) throws IOException {
        Path log = project.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(arguments(project, answer))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        // Set by a surrounding mvnDebug: this Maven could not open the same debugger port.
        builder.environment().remove("MAVEN_DEBUG_OPTS");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure(log, "expected Maven to end within " + limit.toSeconds() + " s, but it did not");
            }
            if (process.exitValue() != 0) {
                throw failure(log, "expected exit code 0, found " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceBrokerException(
                    release.version(), release + ": interrupted while Maven fetched its jars", e);
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
        List<String> shown = errors.isEmpty() ? lines : errors;
        return new ReferenceBrokerException(
                release.version(),
                "fetching the jars of " + release + " with " + executable + ": " + what,
                shown.subList(0, Math.min(ERROR_LINES, shown.size())));
    }
}
