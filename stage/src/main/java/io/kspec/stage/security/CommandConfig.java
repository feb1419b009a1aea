package io.kspec.stage.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of client properties, as Kafka's own tools take with {@code --command-config}. A property whose name begins with
 * {@code admin.} or {@code client.} is for that role alone.
 *
 * @param ignored the names of the properties that kspec does not know, each once
 */
public record CommandConfig(SecuritySettings security, List<String> ignored) {
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final String PROTOCOL = "security.protocol";
    private static final String CLIENT = "client.";
    private static final String ADMIN = "admin.";

    public CommandConfig {
        ignored = List.copyOf(ignored);
    }

    /** The names of all properties that kspec knows, without a role. */
    public static List<String> names() {
        return Stream.of(List.of(PROTOCOL), SaslReader.NAMES, TlsReader.NAMES)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Reads a file.
     *
     * @throws CommandConfigException if it cannot be read, or a value cannot be used
     */
    public static CommandConfig read(Path file) {
        List<ConfigProperty> properties = PropertiesFile.read(file);
        return new CommandConfig(
                new SecuritySettings(
                        security(new RoleProperties(file, properties, CLIENT)),
                        security(new RoleProperties(file, properties, ADMIN))),
                ignored(properties));
    }

    /**
     * Reads how kspec itself listens with TLS: the {@code ssl.} properties of a client, with a key and its certificate among
     * them.
     *
     * @throws CommandConfigException if the file cannot be read, or a value cannot be used
     */
    public static TlsSettings readListener(Path file) {
        return new TlsReader(new RoleProperties(file, PropertiesFile.read(file), CLIENT)).readListener();
    }

    private static ListenerSecurity security(RoleProperties properties) {
        String protocol = properties.oneOf(PROTOCOL, "PLAINTEXT", PROTOCOLS);
        return new ListenerSecurity(
                protocol.endsWith("SSL") ? new TlsReader(properties).read() : null,
                protocol.startsWith("SASL") ? new SaslReader(properties).read() : null);
    }

    private static List<String> ignored(List<ConfigProperty> properties) {
        List<String> ignored = new ArrayList<>();
        for (ConfigProperty property : properties) {
            String name = property.name();
            String plain =
                    name.startsWith(CLIENT) || name.startsWith(ADMIN) ? name.substring(name.indexOf('.') + 1) : name;
            if (!names().contains(plain) && !ignored.contains(name)) {
                ignored.add(name);
            }
        }
        return ignored;
    }
}
