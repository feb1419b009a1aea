package io.kspec.runlog;

import java.util.Objects;

/**
 * What a real client does with a response that caused a failure.
 *
 * @param client the client library, such as {@code kafka-go}
 * @param reaction what it prints or does
 * @param version which version of it is known to: a repository and a commit, such as {@code segmentio/kafka-go 3ce2979};
 *     empty if unknown
 * @param source where this is known from: a file of the repository, or an observation; empty if unknown
 * @param harmless whether the client goes on as if nothing had happened
 */
public record ClientReaction(String client, String reaction, String version, String source, boolean harmless) {
    /** A reaction of unknown origin. */
    public ClientReaction(String client, String reaction) {
        this(client, reaction, "", "", false);
    }

    public ClientReaction {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(reaction, "reaction");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(source, "source");
    }
}
