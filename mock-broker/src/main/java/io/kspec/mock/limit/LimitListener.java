package io.kspec.mock.limit;

import org.apiguardian.api.API;

/** Is told when a limit is reached for the first time. */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface LimitListener {
    /**
     * A limit has been reached.
     *
     * @param consequence what happens because of it, and how to raise the limit: one sentence
     */
    void reached(Limit limit, String consequence);
}
