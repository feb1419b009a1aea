package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;

/** The answer of FindCoordinator, one or several. */
final class CoordinatorCheck implements PlausibilityCheck {

    @Override
    public void check(PlausibilityContext testimony) {
        if (!testimony.is("FindCoordinator")) {
            return;
        }
        if (testimony.body().has("Coordinators")) {
            PlausibilityContext.each(
                    testimony.body(), "", "Coordinators", (one, path) -> coordinator(testimony, one, path));
        } else {
            coordinator(testimony, testimony.body(), "");
        }
    }

    private static void coordinator(PlausibilityContext testimony, Message coordinator, String path) {
        if (coordinator.getShort("ErrorCode") != 0) {
            return;
        }
        int node = coordinator.getInt("NodeId");
        if (node < 0) {
            testimony.report(
                    ImplausibleKind.COORDINATOR_UNKNOWN,
                    PlausibilityContext.join(path, "NodeId"),
                    "the coordinator is " + node + " although there is no error");
        } else if (testimony.isNoBroker(node)) {
            testimony.report(
                    ImplausibleKind.COORDINATOR_UNKNOWN,
                    PlausibilityContext.join(path, "NodeId"),
                    "the coordinator " + node + " is none of the brokers " + testimony.brokers());
        }
        Hosts.check(testimony, coordinator, path);
    }
}
