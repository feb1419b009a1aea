package io.kspec.protocol.blame;

import io.kspec.protocol.Message;

/** The answer of FindCoordinator, one or several. */
final class CoordinatorCheck implements OddityCheck {

    @Override
    public void check(Testimony testimony) {
        if (!testimony.is("FindCoordinator")) {
            return;
        }
        if (testimony.body().has("Coordinators")) {
            Testimony.each(testimony.body(), "", "Coordinators", (one, path) -> coordinator(testimony, one, path));
        } else {
            coordinator(testimony, testimony.body(), "");
        }
    }

    private static void coordinator(Testimony testimony, Message coordinator, String path) {
        if (coordinator.getShort("ErrorCode") != 0) {
            return;
        }
        int node = coordinator.getInt("NodeId");
        if (node < 0) {
            testimony.report(
                    OddityKind.COORDINATOR_UNKNOWN,
                    Testimony.join(path, "NodeId"),
                    "the coordinator is " + node + " although there is no error");
        } else if (testimony.isNoBroker(node)) {
            testimony.report(
                    OddityKind.COORDINATOR_UNKNOWN,
                    Testimony.join(path, "NodeId"),
                    "the coordinator " + node + " is none of the brokers " + testimony.brokers());
        }
        Hosts.check(testimony, coordinator, path);
    }
}
