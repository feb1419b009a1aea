package io.kspec.mock.config;

/** The level that a value comes from, with Kafka's code. */
public enum ConfigSource {
    TOPIC(1),
    /** Set dynamically for one broker. */
    DYNAMIC_BROKER(2),
    /** Set dynamically for all brokers. */
    DYNAMIC_DEFAULT_BROKER(3),
    /** Set in the broker's own file. */
    STATIC_BROKER(4),
    DEFAULT(5),
    DYNAMIC_BROKER_LOGGER(6),
    CLIENT_METRICS(7),
    GROUP(8);

    private final int code;

    ConfigSource(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
