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
 * The jars that a release of Apache Kafka runs from: {@code org.apache.kafka:kafka_2.13} with all that it needs at run
 * time, and a logging backend, which the artifact leaves out.
 *
 * <p>They come from Maven's local repository. The {@code mvn} command puts them there, so that mirrors, proxies and
 * credentials are the person's own, wherever Maven keeps them. Which files they are is remembered in
 * {@code $XDG_CACHE_HOME/kspec} or {@code ~/.cache/kspec}; later starts ask neither Maven nor the network.
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
     * Makes sure that the jars of a release are on this machine, and says where. The first call for a release runs Maven
     * and may download some 50 MB, within 10 minutes; later calls read one small file.
     *
     * @param release as {@code 4.3.1}; 2.8.0 or newer
     * @return the class path, in order
     * @throws ReferenceBrokerException if there is no such release, no Maven, or no network where it is needed
     */
    public static List<Path> fetch(String release) {
        return ofThisPerson().fetch(KafkaRelease.of(release), progress -> {});
    }

    static KafkaLibraries ofThisPerson() {
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
        Path remembered = directory.resolve("classpath");
        try {
            Optional<List<Path>> known = read(remembered);
            return known.isPresent() ? known.get() : resolve(release, pom, directory, remembered, progress);
        } catch (IOException e) {
            throw new ReferenceBrokerException(release.version(), "the class path of " + release + " in " + cache, e);
        }
    }

    /** One thread of one process at a time: Maven 3 does not promise that two may fill a local repository together. */
    private List<Path> resolve(
            KafkaRelease release, String pom, Path directory, Path remembered, Consumer<String> progress)
            throws IOException {
        Files.createDirectories(directory);
        synchronized (KafkaLibraries.class) {
            // Closing the channel releases the lock.
            try (FileChannel channel =
                    FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                Optional<List<Path>> meanwhile = read(remembered);
                if (meanwhile.isPresent()) {
                    return meanwhile.get();
                }
                progress.accept(release + ": asking Maven for its jars (once; some 50 MB)");
                Files.writeString(directory.resolve("pom.xml"), pom);
                Path answer = directory.resolve("classpath.new");
                Files.deleteIfExists(answer);
                MavenCommand.find(release, environment).writeClassPath(directory, answer, limit);
                List<Path> found = read(answer).orElseThrow(() -> missing(release, answer));
                Files.move(answer, remembered, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                return found;
            }
        }
    }

    private static ReferenceBrokerException missing(KafkaRelease release, Path answer) {
        return new ReferenceBrokerException(
                release.version(),
                release + ": Maven ended well, but " + answer + " does not list jars that exist and are not empty");
    }

    /** The class path, if all of it is still there: a local repository may be emptied at any time. */
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
     * The backends are those of Kafka's own distributions: reload4j, and Log4j 2 from 4.0 (KIP-653). Without them the
     * broker is silent, and BROKER_LOGGER resources fail.
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
