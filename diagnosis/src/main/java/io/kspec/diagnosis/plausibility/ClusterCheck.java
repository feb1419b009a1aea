package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Set;

/** Checks brokers and controller in DescribeCluster. */
final class ClusterCheck implements ResponseCheck {
    @Override
    public void check(PlausibilityContext context) {
        if (context.is("DescribeCluster") && context.body().getShort("ErrorCode") == 0) {
            Set<Integer> unused = ListedBrokers.check(context, "BrokerId");
        }
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("DescribeCluster")
                ? Set.of(ImplausibleKind.TWICE, ImplausibleKind.HOST_UNUSABLE, ImplausibleKind.CONTROLLER_UNKNOWN)
                : Set.of();
    }
}
