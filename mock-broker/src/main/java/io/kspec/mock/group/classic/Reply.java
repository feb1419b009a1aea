package io.kspec.mock.group.classic;

/**
 * Receives the result of a request, immediately or when a barrier falls. Exactly one of the two methods is called,
 * once.
 *
 * @param <T> the result
 */
public interface Reply<T> {
    /** Answers the request. */
    void answer(T result);

    /**
     * Reports that the request will never be answered, as in Apache Kafka: the same member has repeated the
     * request on another connection, or was removed while its SyncGroup waited.
     */
    void abandon();
}
