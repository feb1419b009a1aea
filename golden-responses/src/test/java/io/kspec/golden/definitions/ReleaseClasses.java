package io.kspec.golden.definitions;

import io.kspec.reference.KafkaLibraries;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of a release of Apache Kafka know about configurations and DescribeConfigs does not answer: defaults
 * that the broker's own file overrides, valid values, synonyms and the scope of dynamic updates.
 */
final class ReleaseClasses implements AutoCloseable {
    private static final String DYNAMIC = "org.apache.kafka.server.config.DynamicBrokerConfig";

    private final URLClassLoader loader;
    /** What the thread had before. */
    private final ClassLoader contextLoader;

    private final Class<?> configDef;

    private ReleaseClasses(URLClassLoader loader) throws ReflectiveOperationException {
        this.loader = loader;
        this.contextLoader = Thread.currentThread().getContextClassLoader();
        // Some defaults are names of classes, which Kafka looks up by the thread's class loader.
        Thread.currentThread().setContextClassLoader(loader);
        this.configDef = loader.loadClass("org.apache.kafka.common.config.ConfigDef");
    }

    /**
     * A key as Kafka's {@code ConfigDef} has it.
     *
     * @param type Kafka's name of its type: {@code LONG}
     * @param defaultValue as DescribeConfigs prints it; null if there is none
     * @param valid Kafka's description of the valid values: {@code [0,...]}; empty for all of the type
     */
    record Key(String type, @Nullable String defaultValue, String valid) {}

    static ReleaseClasses of(String release) throws ReflectiveOperationException, MalformedURLException {
        List<URL> jars = new ArrayList<>();
        for (Path jar : KafkaLibraries.fetch(release)) {
            jars.add(jar.toUri().toURL());
        }
        return new ReleaseClasses(new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader()));
    }

    Map<String, Key> topic() throws ReflectiveOperationException {
        return keys(invoke("org.apache.kafka.storage.internals.log.LogConfig", "configDefCopy"));
    }

    Map<String, Key> broker() throws ReflectiveOperationException {
        return keys(constant("org.apache.kafka.server.config.AbstractKafkaConfig", "CONFIG_DEF"));
    }

    Map<String, Key> group() throws ReflectiveOperationException {
        return keys(constant("org.apache.kafka.coordinator.group.GroupConfig", "CONFIG_DEF"));
    }

    Map<String, Key> clientMetrics() throws ReflectiveOperationException {
        return keys(invoke("org.apache.kafka.server.metrics.ClientMetricsConfigs", "configDef"));
    }

    /** By topic configuration: the broker's configurations that its default comes from, the first that is set winning. */
    Map<String, List<String>> topicSynonyms() throws ReflectiveOperationException {
        Map<String, List<String>> synonyms = new TreeMap<>();
        Object all = constant("org.apache.kafka.server.config.ServerTopicConfigSynonyms", "ALL_TOPIC_CONFIG_SYNONYMS");
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) all).entrySet()) {
            List<String> names = new ArrayList<>();
            for (Object synonym : (List<?>) entry.getValue()) {
                names.add(name(synonym));
            }
            synonyms.put((String) entry.getKey(), names);
        }
        return synonyms;
    }

    /** The synonym's name, with a factor if its unit is another: {@code log.retention.hours*3600000}. */
    @SuppressWarnings("unchecked")
    private static String name(Object synonym) throws ReflectiveOperationException {
        Class<?> type = synonym.getClass();
        Function<String, String> converter =
                (Function<String, String>) type.getMethod("converter").invoke(synonym);
        String factor = converter.apply("1");
        return type.getMethod("name").invoke(synonym) + (factor.equals("1") ? "" : "*" + factor);
    }

    /** By broker configuration that has synonyms: all of them, the name itself among them, the first that is set winning. */
    Map<String, List<String>> brokerSynonyms() throws ReflectiveOperationException {
        Map<String, List<String>> synonyms = new TreeMap<>();
        for (String name : broker().keySet()) {
            Object names = loader.loadClass(DYNAMIC)
                    .getMethod("brokerConfigSynonyms", String.class, boolean.class)
                    .invoke(null, name, true);
            List<String> all =
                    ((List<?>) names).stream().map(String.class::cast).toList();
            if (all.size() > 1) {
                synonyms.put(name, all);
            }
        }
        return synonyms;
    }

    /** By broker configuration: {@code cluster-wide}, {@code per-broker} or {@code read-only}. */
    Map<String, String> updateModes() throws ReflectiveOperationException {
        Map<String, String> modes = new TreeMap<>();
        Object all = invoke(DYNAMIC, "dynamicConfigUpdateModes");
        ((Map<?, ?>) all).forEach((name, mode) -> modes.put((String) name, (String) mode));
        return modes;
    }

    private Map<String, Key> keys(Object def) throws ReflectiveOperationException {
        Map<String, Key> keys = new TreeMap<>();
        Map<?, ?> all = (Map<?, ?>) configDef.getMethod("configKeys").invoke(def);
        for (Map.Entry<?, ?> entry : all.entrySet()) {
            Object key = entry.getValue();
            Class<?> type = loader.loadClass("org.apache.kafka.common.config.ConfigDef$Type");
            Object of = field(key, "type");
            Object initial = field(key, "defaultValue");
            boolean required = initial == configDef.getField("NO_DEFAULT_VALUE").get(null);
            Object text = required
                    ? null
                    : configDef.getMethod("convertToString", Object.class, type).invoke(null, initial, of);
            keys.put((String) entry.getKey(), new Key(String.valueOf(of), (String) text, valid(key)));
        }
        return keys;
    }

    private static String valid(Object key) throws ReflectiveOperationException {
        Object validator = field(key, "validator");
        if (validator == null) {
            return "";
        }
        String text = String.valueOf(validator).strip();
        for (Field field : validator.getClass().getDeclaredFields()) {
            if (field.getName().equals("isEmptyAllowed")) {
                field.setAccessible(true);
                text = (field.getBoolean(validator) ? text : "non-empty " + text).strip();
            }
        }
        return text;
    }

    private static @Nullable Object field(Object key, String name) throws ReflectiveOperationException {
        return key.getClass().getField(name).get(key);
    }

    private Object invoke(String type, String method) throws ReflectiveOperationException {
        return loader.loadClass(type).getMethod(method).invoke(null);
    }

    private Object constant(String type, String name) throws ReflectiveOperationException {
        Field field = loader.loadClass(type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(contextLoader);
        loader.close();
    }
}
