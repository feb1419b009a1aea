package io.kspec.cli;

import io.kspec.cli.console.UsageException;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** How clients of a mock reach it, and who may log in. */
final class SecurityOptions {
    @Option(
            names = "--listener",
            paramLabel = "NAME[:PROTOCOL]",
            description =
                    "Adds a listener that speaks PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, on the port after those of the"
                            + " listeners before it (default: PLAINTEXT alone). The name is the protocol if that is left out."
                            + " Keys are configurations: --config ssl.keystore.location=FILE. Repeatable.")
    private List<String> listeners = List.of();

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description = "Adds a user who may log in with PLAIN and SCRAM on listeners with SASL. Repeatable.")
    private List<String> users = List.of();

    void apply(MockBrokerBuilder builder) {
        listeners.forEach(listener -> addListener(builder, listener));
        users.forEach(user -> addUser(builder, user));
    }

    private static void addListener(MockBrokerBuilder builder, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String protocol = colon < 0 ? text : text.substring(colon + 1);
        SecurityProtocol known = Arrays.stream(SecurityProtocol.values())
                .filter(each -> each.name().equals(protocol))
                .findFirst()
                .orElseThrow(() -> new UsageException("--listener: expected one of "
                        + Arrays.toString(SecurityProtocol.values()) + " as the protocol, found " + protocol));
        try {
            builder.listener(name, known);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage());
        }
    }

    /** The message of an error shows no password. */
    private static void addUser(MockBrokerBuilder builder, String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new UsageException("--user: expected a name and a password, such as alice:secret, found "
                    + (colon < 0 ? "no colon" : "an empty one"));
        }
        builder.user(text.substring(0, colon), text.substring(colon + 1));
    }
}
