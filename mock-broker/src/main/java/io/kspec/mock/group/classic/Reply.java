package io.kspec.mock.group.classic;

/**
 * Where the answer to a request goes: at once, or when a barrier falls. Of the two methods exactly one is called, once.
 *
 * @param <T> what the request is answered with
 */
public interface Reply<T> {
    /** Answers the request. */
    void answer(T result);

    /**
     * Says that there will never be an answer, as Apache Kafka 4.3.1 gives none: the same member has asked again on another
     * connection, or it was made to leave while its SyncGroup waited. Whoever keeps the request may forget it.
     */
    void abandon();
}
