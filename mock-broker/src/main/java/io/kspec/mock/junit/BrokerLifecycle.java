package io.kspec.mock.junit;

import org.apiguardian.api.API;

/** How long a mock broker lives. */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum BrokerLifecycle {
    /** Each test method has a broker of its own. */
    PER_METHOD,
    /** The test methods of a class, and of its nested classes, share a broker. */
    PER_CLASS
}
