package io.kspec.runlog;

import java.util.Objects;

/**
 * What a real client does with a response that caused a failure.
 *
 * @param client the client library, such as {@code kafka-go}
 * @param reaction what it prints or does
 */
public record ClientReaction(String client, String reaction) {
    public ClientReaction {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(reaction, "reaction");
    }
}
