package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;
import java.util.TreeSet;

/** Checks brokers and controller in DescribeCluster. */
final class ClusterCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext context) {
        Message body = context.body();
        if (!context.is("DescribeCluster") || body.getShort("ErrorCode") != 0) {
            return;
        }
        Set<Integer> brokers = new TreeSet<>();
        PlausibilityContext.each(body, "", "Brokers", (broker, path) -> {
            int id = broker.getInt("BrokerId");
            if (!brokers.add(id)) {
                context.report(ImplausibleKind.TWICE, path + ".BrokerId", "broker " + id + " is listed twice");
            }
            Hosts.check(context, broker, path);
        });
        int controller = body.getInt("ControllerId");
        if (controller != -1 && !brokers.contains(controller)) {
            context.report(
                    ImplausibleKind.CONTROLLER_UNKNOWN,
                    "ControllerId",
                    "the controller " + controller + " is not one of the brokers " + brokers);
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("DescribeCluster")
                ? Set.of(ImplausibleKind.TWICE, ImplausibleKind.HOST_UNUSABLE, ImplausibleKind.CONTROLLER_UNKNOWN)
                : Set.of();
    }
}
