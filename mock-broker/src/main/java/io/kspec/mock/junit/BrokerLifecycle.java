package io.kspec.mock.junit;

/** How long a mock broker lives. */
public enum BrokerLifecycle {
    /** Each test method has a broker of its own. */
    PER_METHOD,
    /** The test methods of a class, and of its nested classes, share a broker. */
    PER_CLASS
}
