package io.kspec.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The jars of a release of Apache Kafka: {@code org.apache.kafka:kafka_2.13} with its runtime dependencies, and a logging
 * backend, which the artifact does not depend on.
 *
 * <p>The {@code mvn} command downloads them into Maven's local repository, so the user's own mirrors, proxies and
 * credentials apply. The list of files is stored in {@code $XDG_CACHE_HOME/kspec} or {@code ~/.cache/kspec}; later starts
 * need neither Maven nor the network.
 */
public final class KafkaLibraries {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path cache;
    private final Map<String, String> environment;
    private final Duration limit;

    KafkaLibraries(Path cache, Map<String, String> environment, Duration limit) {
        this.cache = cache;
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /**
     * Fetches the jars of a release. The first call for a release runs Maven and may download about 50 MB, which may take
     * up to 10 minutes; later calls read one small file.
     *
     * @param release such as {@code 4.3.1}; 2.8.0 or newer
     * @return the class path, in order
     * @throws ReferenceBrokerException if there is no such release, or Maven or the network is needed and not available
     */
    public static List<Path> fetch(String release) {
        return ofCurrentUser().fetch(KafkaRelease.of(release), progress -> {});
    }

    static KafkaLibraries ofCurrentUser() {
        Map<String, String> environment = System.getenv();
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new KafkaLibraries(home.resolve("kspec").toAbsolutePath(), environment, LIMIT);
    }

    List<Path> fetch(KafkaRelease release, Consumer<String> progress) {
        String pom = pom(release);
        CRC32 edition = new CRC32();
        edition.update(pom.getBytes(UTF_8));
        Path directory = cache.resolve("kafka-%s-%08x".formatted(release.version(), edition.getValue()));
        Path stored = directory.resolve("classpath");
        try {
            Optional<List<Path>> known = read(stored);
            return known.isPresent() ? known.get() : resolve(release, pom, directory, stored, progress);
        } catch (IOException e) {
            throw new ReferenceBrokerException(
                    release.version(), "reading or storing the class path of " + release + " in " + cache, e);
        }
    }

    /** One thread of one process at a time: Maven 3 does not support concurrent downloads into one local repository. */
    private List<Path> resolve(KafkaRelease release, String pom, Path directory, Path stored, Consumer<String> progress)
            throws IOException {
        Files.createDirectories(directory);
        synchronized (KafkaLibraries.class) {
            // Closing the channel releases the lock.
            try (FileChannel channel =
                    FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                Optional<List<Path>> meanwhile = read(stored);
                if (meanwhile.isPresent()) {
                    return meanwhile.get();
                }
                progress.accept(release + ": fetching its jars with Maven (once; about 50 MB)");
                Files.writeString(directory.resolve("pom.xml"), pom);
                Path answer = directory.resolve("classpath.new");
                Files.deleteIfExists(answer);
                MavenCommand.find(release, environment).writeClassPath(directory, answer, limit);
                List<Path> found = read(answer).orElseThrow(() -> missing(release, answer));
                Files.move(answer, stored, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                return found;
            }
        }
    }

    private static ReferenceBrokerException missing(KafkaRelease release, Path answer) {
        return new ReferenceBrokerException(
                release.version(),
                release + ": expected Maven to list jars that exist and are not empty in " + answer
                        + ", but it did not");
    }

    /** Reads a class path; empty if any of its jars is missing, since a local repository may be deleted at any time. */
    private static Optional<List<Path>> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<Path> jars = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .toList();
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar) || Files.size(jar) == 0) {
                return Optional.empty();
            }
        }
        return jars.isEmpty() ? Optional.empty() : Optional.of(jars);
    }

    /**
     * The logging backends are those of Kafka's own distributions: reload4j, and Log4j 2 from 4.0 (KIP-653). Without one,
     * the broker logs nothing and requests for BROKER_LOGGER resources fail.
     */
    private static String pom(KafkaRelease release) {
        String logging = release.isAtLeast(4, 0)
                ? dependency("org.apache.logging.log4j", "log4j-slf4j-impl", "2.25.4")
                : dependency("org.slf4j", "slf4j-reload4j", "1.7.36");
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.kspec.reference</groupId>
                  <artifactId>kafka</artifactId>
                  <version>%s</version>
                  <packaging>pom</packaging>
                  <dependencies>
                %s%s  </dependencies>
                </project>
                """
                .formatted(release.version(), dependency("org.apache.kafka", "kafka_2.13", release.version()), logging);
    }

    private static String dependency(String group, String artifact, String version) {
        return "    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n"
                .formatted(group, artifact, version);
    }
}
