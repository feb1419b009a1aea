package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.HashSet;
import java.util.Set;

/** The ranges of ApiVersions. */
final class VersionsCheck implements ResponseCheck {

    @Override
    public void check(PlausibilityContext testimony) {
        Message body = testimony.body();
        if (!testimony.is("ApiVersions") || body.getShort("ErrorCode") != 0) {
            return;
        }
        if (body.getStructs("ApiKeys").isEmpty()) {
            testimony.report(ImplausibleKind.NO_VERSIONS, "ApiKeys", "no API at all although there is no error");
        }
        Set<Short> keys = new HashSet<>();
        PlausibilityContext.each(body, "", "ApiKeys", (api, path) -> {
            if (!keys.add(api.getShort("ApiKey"))) {
                testimony.report(
                        ImplausibleKind.TWICE, path + ".ApiKey", "API " + api.getShort("ApiKey") + " stands twice");
            }
            if (api.getShort("MinVersion") > api.getShort("MaxVersion")) {
                testimony.report(
                        ImplausibleKind.VERSIONS_REVERSED,
                        path + ".MinVersion",
                        "the least version " + api.getShort("MinVersion") + " is above the highest, "
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
