package io.kspec.mock.config;

/** What IncrementalAlterConfigs does with a value. */
public enum ConfigOperation {
    SET(0),
    DELETE(1),
    /** Adds items to a list, except for those that it has. */
    APPEND(2),
    /** Removes items from a list. */
    SUBTRACT(3);

    private final int code;

    ConfigOperation(int code) {
        this.code = code;
    }

    /** Kafka's code. */
    public int code() {
        return code;
    }
}
