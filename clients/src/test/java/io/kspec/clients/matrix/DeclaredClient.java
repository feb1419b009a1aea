package io.kspec.clients.matrix;

import java.util.Map;
import java.util.Set;

/**
 * A client library of one release.
 *
 * @param id its name in the matrix, such as {@code confluent-kafka}
 * @param library the library, as its driver names it
 * @param version the release that the tests install, or {@value #INSTALLED}
 * @param language the programming language
 * @param purpose what it is for, if it stands on another client and does the jobs of this purpose only; empty otherwise
 * @param rules how the rules of clients name it; empty if none were read for it
 * @param apart why it is played with {@code -Pclients} only; empty if {@code mvn verify} plays it
 * @param lacks the jobs that the library offers nothing for, with the reason
 * @param known the jobs that fail
 */
record DeclaredClient(
        String id,
        String library,
        String version,
        String language,
        String purpose,
        String rules,
        String apart,
        Map<String, String> lacks,
        Map<String, KnownFailure> known) {
    /** The version of a client that is not installed by the tests: whichever is there. */
    static final String INSTALLED = "installed";

    DeclaredClient {
        lacks = Map.copyOf(lacks);
        known = Map.copyOf(known);
    }

    /** Whether the tests install the release, rather than play whichever is there. */
    boolean isPinned() {
        return !version.equals(INSTALLED);
    }

    /** Whether a driver that names a release, or none because it ended early, is one of this client. */
    boolean hasVersion(String found) {
        return found.isEmpty() || !isPinned() || found.equals(version);
    }

    boolean does(DeclaredJob job) {
        return purpose.equals(job.purpose()) && !lacks.containsKey(job.id());
    }

    boolean failsOn(PlayedBroker broker, DeclaredJob job) {
        KnownFailure failure = known.get(job.id());
        return failure != null && failure.brokers().contains(broker);
    }

    /** Whether the client does a job, and the broker has the APIs for it. */
    boolean plays(DeclaredJob job, Set<String> answeredApis) {
        return does(job) && answeredApis.containsAll(job.apis());
    }

    @Override
    public String toString() {
        return id;
    }
}
