package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import java.util.Set;

/** Checks that clients can connect to an advertised address. */
final class Hosts {
    private static final Set<String> UNUSABLE = Set.of("", "0.0.0.0", "::", "[::]");
    private static final int HIGHEST_PORT = 65_535;

    private Hosts() {}

    static void check(PlausibilityContext context, Message broker, String path) {
        String host = broker.getString("Host");
        if (UNUSABLE.contains(host)) {
            context.report(
                    ImplausibleKind.HOST_UNUSABLE,
                    PlausibilityContext.join(path, "Host"),
                    host.isEmpty() ? "the host is empty" : "clients cannot connect to the host " + host);
        }
        int port = broker.getInt("Port");
        if (port < 1 || port > HIGHEST_PORT) {
            context.report(
                    ImplausibleKind.HOST_UNUSABLE,
                    PlausibilityContext.join(path, "Port"),
                    "the port " + port + " is invalid");
        }
    }
}
