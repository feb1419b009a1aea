package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;

/** The answer of FindCoordinator, one or several. */
final class CoordinatorCheck implements ResponseCheck {

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

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("FindCoordinator")
                ? Set.of(ImplausibleKind.COORDINATOR_UNKNOWN, ImplausibleKind.HOST_UNUSABLE)
                : Set.of();
    }
}
