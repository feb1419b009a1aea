package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;

/** Checks the coordinators in FindCoordinator. */
final class CoordinatorCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext context) {
        if (!context.is("FindCoordinator")) {
            return;
        }
        if (context.body().has("Coordinators")) {
            PlausibilityContext.each(
                    context.body(), "", "Coordinators", (one, path) -> coordinator(context, one, path));
        } else {
            coordinator(context, context.body(), "");
        }
    }

    private static void coordinator(PlausibilityContext context, Message coordinator, String path) {
        if (coordinator.getShort("ErrorCode") != 0) {
            return;
        }
        int node = coordinator.getInt("NodeId");
        if (node < 0) {
            context.report(
                    ImplausibleKind.COORDINATOR_UNKNOWN,
                    PlausibilityContext.join(path, "NodeId"),
                    "the coordinator is " + node + " although there is no error");
        } else if (context.isUnknownBroker(node)) {
            context.report(
                    ImplausibleKind.COORDINATOR_UNKNOWN,
                    PlausibilityContext.join(path, "NodeId"),
                    "the coordinator " + node + " is not one of the brokers " + context.brokers());
        }
        Hosts.check(context, coordinator, path);
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("FindCoordinator")
                ? Set.of(ImplausibleKind.COORDINATOR_UNKNOWN, ImplausibleKind.HOST_UNUSABLE)
                : Set.of();
    }
}
