package io.kspec.protocol.oracle;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.message.MessageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A release of kafka-clients, used by reflection so that a test can use two of them. */
final class KafkaClients {
    private static final Path OLDEST_JAR = Path.of("target", "oracle", "kafka-clients-oldest.jar");

    private final String version;
    private final ClassLoader loader;
    private final Map<Integer, Object> apis = new LinkedHashMap<>();
    private final Map<MessageId, Optional<KafkaMessage>> messages = new ConcurrentHashMap<>();

    private static final class Newest {
        private static final KafkaClients INSTANCE =
                new KafkaClients(System.getProperty("kafka.newest"), KafkaClients.class.getClassLoader());
    }

    private static final class Oldest {
        private static final KafkaClients INSTANCE = new KafkaClients(System.getProperty("kafka.oldest"), ownLoader());
    }

    private KafkaClients(String version, ClassLoader loader) {
        this.version = version;
        this.loader = loader;
        for (Object api : constants("common.message.ApiMessageType")) {
            apis.put(number(call(api, "apiKey")), api);
        }
    }

    /** The release on the class path. */
    static KafkaClients newest() {
        return Newest.INSTANCE;
    }

    /** The oldest release, in a class loader of its own. */
    static KafkaClients oldest() {
        return Oldest.INSTANCE;
    }

    private static ClassLoader ownLoader() {
        try {
            return new ChildFirst(OLDEST_JAR.toUri().toURL());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The version of the release according to the build. */
    String version() {
        return version;
    }

    /** The version of the release according to its jar. */
    String ownVersion() {
        URL jar = named("common.message.ApiMessageType")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        Properties properties = new Properties();
        try (InputStream in = new URL("jar:" + jar + "!/kafka/kafka-version.properties").openStream()) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** The release's class for a message, or empty if it does not have the message or its version. */
    Optional<KafkaMessage> find(MessageSpec spec) {
        return messages.computeIfAbsent(spec.id(), this::find);
    }

    private Optional<KafkaMessage> find(MessageId id) {
        String name = "common.message." + className(id);
        return findClass(name)
                .map(type -> new KafkaMessage(this, type, named(name + "JsonConverter"), (short) id.version()))
                .filter(KafkaMessage::isSupported);
    }

    private String className(MessageId id) {
        return switch (id.type()) {
            case REQUEST -> apiName(id) + "RequestData";
            case RESPONSE -> apiName(id) + "ResponseData";
            case HEADER -> id.name() + "Data";
            case DATA, RECORDS -> id.name();
        };
    }

    private String apiName(MessageId id) {
        Object api = apis.get(id.apiKey());
        return api == null ? "" : (String) field(api, "name");
    }

    /** The version of the header before a body. */
    int headerVersion(MessageId body) {
        String method = body.type() == MessageType.REQUEST ? "requestHeaderVersion" : "responseHeaderVersion";
        Object api = apis.get(body.apiKey());
        if (api == null) {
            throw new IllegalArgumentException(version + " has no API of " + body);
        }
        return number(call(api, method, (short) body.version()));
    }

    /** The constants of an enum of the release. */
    Object[] constants(String enumName) {
        return Arrays.copyOf(
                named(enumName).getEnumConstants(), named(enumName).getEnumConstants().length, Object[].class);
    }

    /** A class of the release, by its name below {@code org.apache.kafka}. */
    Class<?> named(String name) {
        return findClass(name).orElseThrow(() -> new IllegalArgumentException(version + " has no class " + name));
    }

    private Optional<Class<?>> findClass(String name) {
        try {
            return Optional.of(Class.forName("org.apache.kafka." + name, true, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Calls a public method, which must be the only one with its name and number of parameters.
     *
     * @param target the object, or the class for a static method
     * @throws RuntimeException if Kafka throws one
     */
    static @Nullable Object call(Object target, String method, Object... arguments) {
        Class<?> type = target instanceof Class<?> owner ? owner : target.getClass();
        Method found = Arrays.stream(type.getMethods())
                .filter(candidate ->
                        candidate.getName().equals(method) && candidate.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no such method " + method));
        try {
            return found.invoke(target instanceof Class<?> ? null : target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(@Nullable Object value) {
        return ((Short) Objects.requireNonNull(value)).intValue();
    }

    /** The value of a public field. */
    static Object field(Object target, String name) {
        Class<?> type = target instanceof Class<?> owner ? owner : target.getClass();
        try {
            return type.getField(name).get(target instanceof Class<?> ? null : target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "kafka-clients " + version;
    }
}
