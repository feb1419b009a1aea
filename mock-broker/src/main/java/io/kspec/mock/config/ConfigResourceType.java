package io.kspec.mock.config;

import java.util.Arrays;
import java.util.Optional;

/** What has configurations, with Kafka's code. */
public enum ConfigResourceType {
    TOPIC(2, "topic"),
    BROKER(4, "broker"),
    BROKER_LOGGER(8, "broker-logger"),
    CLIENT_METRICS(16, "client-metrics"),
    GROUP(32, "group");

    private final int code;
    private final String word;

    ConfigResourceType(int code, String word) {
        this.code = code;
        this.word = word;
    }

    public int code() {
        return code;
    }

    /** The type's word in the resource that has the definitions. */
    String word() {
        return word;
    }

    /** The type with a code, or empty if Kafka has none. */
    public static Optional<ConfigResourceType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }
}
