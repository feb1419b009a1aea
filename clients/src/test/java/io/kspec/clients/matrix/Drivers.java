package io.kspec.clients.matrix;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;
import io.kspec.clients.driver.JavaDriver;
import io.kspec.clients.driver.KcatDriver;
import io.kspec.clients.install.Installation;
import io.kspec.clients.install.MavenDriver;
import io.kspec.clients.install.PythonPackages;
import io.kspec.clients.install.Tool;
import io.kspec.reference.KafkaLibraries;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.xerial.snappy.Snappy;

/** Installs the clients from their registries, and tells how their drivers are started. */
final class Drivers {
    /** Where clients are installed and built. */
    private static final Path INSTALLED = Path.of("target", "drivers").toAbsolutePath();

    /** Libraries of the Java client, for which an old release has jars of its own; Jackson reads tokens of OAUTHBEARER. */
    private static final List<String> JAVA_LIBRARIES = List.of(
            "kafka-clients-",
            "lz4-java-",
            "snappy-java-",
            "zstd-jni-",
            "slf4j-api-",
            "jackson-databind-",
            "jackson-core-",
            "jackson-annotations-");

    private Drivers() {}

    /** Installs a client if that was not done before. Skips the test if a tool for it is missing. */
    static synchronized DriverCommand of(DeclaredClient client) throws IOException, InterruptedException {
        return switch (client.language()) {
            case "Java" -> client.purpose().equals("streams") ? streams() : java(client.version());
            case "Python" -> python(client.library());
            case "Node" -> node(client.library());
            case "C" -> kcat();
            case "Go" -> go(client.library());
            case "Rust" -> rust(client.library());
            default -> throw new IllegalArgumentException("no driver for " + client.language());
        };
    }

    private static DriverCommand go(String library) throws IOException, InterruptedException {
        Tool go = new Tool("go").required();
        String command =
                switch (library) {
                    case "franz-go" -> "franz";
                    case "kafka-go" -> "kafkago";
                    default -> library;
                };
        Path binary = Files.createDirectories(INSTALLED.resolve("go")).resolve(command);
        Path sources = Path.of("go").toAbsolutePath();
        go.run(sources, INSTALLED.resolve(command + ".log"), "build", "-o", binary.toString(), "./" + command);
        return new DriverCommand(List.of(binary.toString()), Map.of(), sources);
    }

    /** The driver's binary is called like the library, after {@code kspec-}. */
    private static DriverCommand rust(String library) throws IOException, InterruptedException {
        Tool cargo = new Tool("cargo").required();
        Path sources = Path.of("rust").toAbsolutePath();
        Path built = Files.createDirectories(INSTALLED.resolve("rust"));
        cargo.run(sources, INSTALLED.resolve("rust.log"), "build", "--locked", "--target-dir", built.toString());
        return new DriverCommand(
                List.of(built.resolve("debug").resolve("kspec-" + library).toString()), Map.of(), sources);
    }

    private static DriverCommand kcat() {
        new Tool("kcat").required();
        return java(Stream.of(KcatDriver.class, Admin.class).map(Drivers::sourceOf), KcatDriver.class);
    }

    private static DriverCommand java(String version) {
        Stream<Path> libraries = sourceOf(Admin.class).toString().endsWith("kafka-clients-" + version + ".jar")
                ? Stream.of(
                                Admin.class,
                                LZ4Factory.class,
                                Snappy.class,
                                Zstd.class,
                                Logger.class,
                                ObjectMapper.class,
                                JsonFactory.class,
                                JsonProperty.class)
                        .map(Drivers::sourceOf)
                : KafkaLibraries.fetch(version).stream().filter(jar -> JAVA_LIBRARIES.stream()
                        .anyMatch(jar.getFileName().toString()::startsWith));
        return java(Stream.concat(Stream.of(sourceOf(JavaDriver.class)), libraries), JavaDriver.class);
    }

    private static DriverCommand streams() throws IOException, InterruptedException {
        List<Path> classPath = new MavenDriver(Path.of("streams").toAbsolutePath(), INSTALLED.resolve("streams"))
                .install(sourceOf(JavaDriver.class));
        return java(classPath.stream(), "io.kspec.clients.driver.StreamsDriver");
    }

    private static DriverCommand java(Stream<Path> classPath, Class<?> main) {
        return java(classPath, main.getName());
    }

    private static DriverCommand java(Stream<Path> classPath, String main) {
        return new DriverCommand(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath.map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        main),
                Map.of(),
                Path.of("").toAbsolutePath());
    }

    /** All Python clients are installed together, by pip. */
    private static DriverCommand python(String library) throws IOException, InterruptedException {
        Path sources = Path.of("python").toAbsolutePath();
        Path packages = INSTALLED.resolve("python");
        PythonPackages.install(sources, packages);
        String adapter =
                switch (library) {
                    case "confluent-kafka" -> "confluent";
                    case "kafka-python" -> "kafka_python";
                    case "aiokafka" -> "aio";
                    default -> throw new IllegalArgumentException("no adapter of " + library);
                };
        return new DriverCommand(
                List.of("python3", "-B", "drive.py", adapter), Map.of("PYTHONPATH", packages.toString()), sources);
    }

    /** All Node clients are installed together, by npm. Their drivers run next to them, because modules are looked up there. */
    private static DriverCommand node(String library) throws IOException, InterruptedException {
        new Tool("node").required();
        Tool npm = new Tool("npm").required();
        Path sources = Path.of("node").toAbsolutePath();
        Path packages = INSTALLED.resolve("node");
        Path lock = sources.resolve("package-lock.json");
        Installation installation = new Installation(List.of(lock), packages);
        copyAll(sources, packages);
        if (!installation.isDone()) {
            installation.run(npm, packages, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
        String adapter = library.substring(1).split("/", -1)[0];
        return new DriverCommand(
                List.of("node", "drive.mjs", library.startsWith("@") ? adapter : library), Map.of(), packages);
    }

    private static void copyAll(Path sources, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The folder or jar that a class was loaded from. */
    private static Path sourceOf(Class<?> type) {
        CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was not loaded from a file", e);
        }
    }
}
