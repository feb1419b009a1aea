package io.kspec.clients.driver;

/** Something that users do with a client. */
@FunctionalInterface
interface Job<S> {
    /**
     * Does it, and checks the result.
     *
     * @throws Exception whatever the client throws, or a {@link JobFailure}
     */
    void play(S site) throws Exception;
}
