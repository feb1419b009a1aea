package io.kspec.mock.api.security;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/** Principals in messages: a type and a name, which Kafka prints with a colon between them. */
final class Principals {
    static final String USER = "User";

    private Principals() {}

    /** The principals of entries with a {@code PrincipalType} and a {@code PrincipalName}. */
    static List<String> of(List<Message> entries) {
        return entries.stream()
                .map(entry -> entry.getString("PrincipalType") + ":" + entry.getString("PrincipalName"))
                .toList();
    }

    /** Sets the type and the name of a principal, if the message has these fields. */
    static void set(MessageBuilder message, String prefix, String principal) {
        int colon = principal.indexOf(':');
        message.setIfPresent(prefix + "PrincipalType", principal.substring(0, colon))
                .setIfPresent(prefix + "PrincipalName", principal.substring(colon + 1));
    }
}
