package io.kspec.mock.limit;

/** Is told when a limit is reached for the first time. */
@FunctionalInterface
public interface LimitListener {
    /**
     * A limit has been reached.
     *
     * @param consequence what happens because of it, and how to raise the limit: one sentence
     */
    void reached(Limit limit, String consequence);
}
