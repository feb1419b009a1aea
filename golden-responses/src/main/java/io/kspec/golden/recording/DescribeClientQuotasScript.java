package io.kspec.golden.recording;

import static io.kspec.stage.requests.QuotaRequests.CLIENT_ID;
import static io.kspec.stage.requests.QuotaRequests.DEFAULT;
import static io.kspec.stage.requests.QuotaRequests.EXACT;
import static io.kspec.stage.requests.QuotaRequests.IP;
import static io.kspec.stage.requests.QuotaRequests.SPECIFIED;
import static io.kspec.stage.requests.QuotaRequests.USER;

import io.kspec.stage.requests.QuotaRequests;

/** Captures DescribeClientQuotas. */
final class DescribeClientQuotasScript implements CaptureScript {
    private static final int NO_MATCH_TYPE = 9;

    @Override
    public String apiName() {
        return "DescribeClientQuotas";
    }

    @Override
    public void play(Recorder recorder) {
        String user = recorder.name();
        recorder.ask("a user without quotas", QuotaRequests.describe(USER, EXACT, user, true));
        recorder.prepare(
                Recorder.CLIENT, "a quota of the user", QuotaRequests.set(USER, user, "producer_byte_rate", 1024), 1);
        recorder.ask("a user with a quota", QuotaRequests.describe(USER, EXACT, user, true));
        recorder.ask("the default user, which has none", QuotaRequests.describe(USER, DEFAULT, null, true));
        recorder.ask("a type that does not exist", QuotaRequests.describe("host", SPECIFIED, null, false));
        recorder.ask("no type", QuotaRequests.describe("", SPECIFIED, null, false));
        recorder.ask("a kind of match that does not exist", QuotaRequests.describe(USER, NO_MATCH_TYPE, null, false));
        recorder.ask("an exact match without a name", QuotaRequests.describe(USER, EXACT, null, false));
        recorder.ask("a default with a name", QuotaRequests.describe(CLIENT_ID, DEFAULT, user, false));
        recorder.ask(
                "addresses together with users",
                QuotaRequests.describe(USER, SPECIFIED, null, false)
                        .with(body -> body.add("Components", component -> component
                                .set("EntityType", IP)
                                .set("MatchType", SPECIFIED)
                                .set("Match", null))));
        recorder.prepare(
                Recorder.CLIENT,
                "the user has no quota any more",
                QuotaRequests.remove(USER, user, "producer_byte_rate"),
                1);
    }
}
