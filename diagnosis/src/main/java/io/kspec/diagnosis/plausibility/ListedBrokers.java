package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import java.util.Set;
import java.util.TreeSet;

/** Checks the brokers that a response lists, and that its controller is one of them. */
final class ListedBrokers {
    private static final int NONE = -1;

    private ListedBrokers() {}

    /**
     * Checks them, and returns their ids.
     *
     * @param idField the field of an entry of {@code Brokers} that has its id
     */
    static Set<Integer> check(PlausibilityContext context, String idField) {
        Message body = context.body();
        Set<Integer> ids = new TreeSet<>();
        PlausibilityContext.each(body, "", "Brokers", (broker, path) -> {
            int id = broker.getInt(idField);
            if (!ids.add(id)) {
                context.report(ImplausibleKind.TWICE, path + "." + idField, "broker " + id + " is listed twice");
            }
            Hosts.check(context, broker, path);
        });
        if (body.has("ControllerId")) {
            int controller = body.getInt("ControllerId");
            if (controller != NONE && !ids.contains(controller)) {
                context.report(
                        ImplausibleKind.CONTROLLER_UNKNOWN, "ControllerId", "the controller " + notIn(controller, ids));
            }
        }
        return ids;
    }

    /** Says of a broker that a response names that it is not one of those that it lists. */
    static String notIn(int broker, Set<Integer> ids) {
        return broker + " is not one of the brokers " + ids;
    }
}
