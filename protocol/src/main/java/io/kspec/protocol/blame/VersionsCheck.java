package io.kspec.protocol.blame;

import io.kspec.protocol.Message;
import java.util.HashSet;
import java.util.Set;

/** The ranges of ApiVersions. */
final class VersionsCheck implements OddityCheck {

    @Override
    public void check(Testimony testimony) {
        Message body = testimony.body();
        if (!testimony.is("ApiVersions") || body.getShort("ErrorCode") != 0) {
            return;
        }
        if (body.getStructs("ApiKeys").isEmpty()) {
            testimony.report(OddityKind.NO_VERSIONS, "ApiKeys", "no API at all although there is no error");
        }
        Set<Short> keys = new HashSet<>();
        Testimony.each(body, "", "ApiKeys", (api, path) -> {
            if (!keys.add(api.getShort("ApiKey"))) {
                testimony.report(OddityKind.TWICE, path + ".ApiKey", "API " + api.getShort("ApiKey") + " stands twice");
            }
            if (api.getShort("MinVersion") > api.getShort("MaxVersion")) {
                testimony.report(
                        OddityKind.VERSIONS_REVERSED,
                        path + ".MinVersion",
                        "the least version " + api.getShort("MinVersion") + " is above the highest, "
                                + api.getShort("MaxVersion"));
            }
        });
    }
}
