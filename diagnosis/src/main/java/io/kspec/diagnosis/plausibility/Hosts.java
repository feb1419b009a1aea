package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import java.util.Set;

/** Whether an advertised address can be dialled at all. */
final class Hosts {
    private static final Set<String> UNUSABLE = Set.of("", "0.0.0.0", "::", "[::]");
    private static final int HIGHEST_PORT = 65_535;

    private Hosts() {}

    static void check(PlausibilityContext testimony, Message broker, String path) {
        String host = broker.getString("Host");
        if (UNUSABLE.contains(host)) {
            testimony.report(
                    ImplausibleKind.HOST_UNUSABLE,
                    PlausibilityContext.join(path, "Host"),
                    host.isEmpty() ? "an empty host" : "the host " + host + ", which no client can dial");
        }
        int port = broker.getInt("Port");
        if (port < 1 || port > HIGHEST_PORT) {
            testimony.report(ImplausibleKind.HOST_UNUSABLE, PlausibilityContext.join(path, "Port"), "port " + port);
        }
    }
}
