package io.kspec.mock.config;

/** What IncrementalAlterConfigs does with a value. The ordinal is Kafka's code. */
public enum ConfigOperation {
    SET,
    DELETE,
    /** Adds items to a list, except for those that it has. */
    APPEND,
    /** Removes items from a list. */
    SUBTRACT
}
