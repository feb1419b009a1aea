package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;
import java.util.TreeSet;

/** Brokers and controller of DescribeCluster. */
final class ClusterCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext testimony) {
        Message body = testimony.body();
        if (!testimony.is("DescribeCluster") || body.getShort("ErrorCode") != 0) {
            return;
        }
        Set<Integer> brokers = new TreeSet<>();
        PlausibilityContext.each(body, "", "Brokers", (broker, path) -> {
            int id = broker.getInt("BrokerId");
            if (!brokers.add(id)) {
                testimony.report(ImplausibleKind.TWICE, path + ".BrokerId", "broker " + id + " stands twice");
            }
            Hosts.check(testimony, broker, path);
        });
        int controller = body.getInt("ControllerId");
        if (controller != -1 && !brokers.contains(controller)) {
            testimony.report(
                    ImplausibleKind.LEADER_UNKNOWN,
                    "ControllerId",
                    "the controller " + controller + " is none of the brokers " + brokers);
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("DescribeCluster")
                ? Set.of(ImplausibleKind.TWICE, ImplausibleKind.HOST_UNUSABLE, ImplausibleKind.LEADER_UNKNOWN)
                : Set.of();
    }
}
