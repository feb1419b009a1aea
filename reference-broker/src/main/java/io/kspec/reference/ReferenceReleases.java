package io.kspec.reference;

import java.util.List;

/**
 * The Apache Kafka releases that calibrate the suite and that captures are taken from: the property {@code kafka.brokers}
 * of the root {@code pom.xml}, which Surefire passes to every test.
 */
public final class ReferenceReleases {

    private static final String PROPERTY = "kafka.brokers";

    private ReferenceReleases() {}

    /**
     * Lists the releases, oldest first.
     *
     * @throws IllegalStateException if the property is not set
     * @throws ReferenceBrokerException if it names something that is not a release
     */
    public static List<String> all() {
        String value = System.getProperty(PROPERTY, "");
        if (value.isBlank()) {
            throw new IllegalStateException("system property " + PROPERTY
                    + ": expected releases of Apache Kafka separated by commas, as Maven passes them; found none");
        }
        return parse(value);
    }

    static List<String> parse(String value) {
        return List.of(value.strip().split("\\s*,\\s*", -1)).stream()
                .map(release -> KafkaRelease.of(release).version())
                .toList();
    }

    /** Returns the newest of the releases. */
    public static String newest() {
        List<String> releases = all();
        return releases.get(releases.size() - 1);
    }
}
