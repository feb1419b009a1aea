package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.HashSet;
import java.util.Set;

/** Checks the version ranges in ApiVersions. */
final class VersionsCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext context) {
        Message body = context.body();
        if (!context.is("ApiVersions") || body.getShort("ErrorCode") != 0) {
            return;
        }
        if (body.getStructs("ApiKeys").isEmpty()) {
            context.report(ImplausibleKind.NO_VERSIONS, "ApiKeys", "no API is listed although there is no error");
        }
        Set<Short> keys = new HashSet<>();
        PlausibilityContext.each(body, "", "ApiKeys", (api, path) -> {
            if (!keys.add(api.getShort("ApiKey"))) {
                context.report(
                        ImplausibleKind.TWICE, path + ".ApiKey", "API " + api.getShort("ApiKey") + " is listed twice");
            }
            if (api.getShort("MinVersion") > api.getShort("MaxVersion")) {
                context.report(
                        ImplausibleKind.VERSIONS_REVERSED,
                        path + ".MinVersion",
                        "the lowest version " + api.getShort("MinVersion") + " is above the highest, "
                                + api.getShort("MaxVersion"));
            }
        });
    }

    @Override
    public Set<ImplausibleKind> kinds(ApiSpec api, int version) {
        return api.name().equals("ApiVersions")
                ? Set.of(ImplausibleKind.NO_VERSIONS, ImplausibleKind.TWICE, ImplausibleKind.VERSIONS_REVERSED)
                : Set.of();
    }
}
