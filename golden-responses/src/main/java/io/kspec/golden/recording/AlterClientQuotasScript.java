package io.kspec.golden.recording;

import static io.kspec.stage.requests.QuotaRequests.CLIENT_ID;
import static io.kspec.stage.requests.QuotaRequests.IP;
import static io.kspec.stage.requests.QuotaRequests.USER;

import io.kspec.stage.requests.QuotaRequests;

/** Captures AlterClientQuotas. */
final class AlterClientQuotasScript implements CaptureScript {
    private static final String RATE = "producer_byte_rate";

    @Override
    public String apiName() {
        return "AlterClientQuotas";
    }

    @Override
    public void play(Recorder recorder) {
        String user = recorder.name();
        recorder.ask("a quota of a user", QuotaRequests.set(USER, user, RATE, 1024));
        recorder.ask("a quota of an address", QuotaRequests.set(IP, "10.0.0.1", "connection_creation_rate", 5));
        recorder.ask("a quota that is 0", QuotaRequests.set(USER, user, RATE, 0));
        recorder.ask("a fraction of a byte", QuotaRequests.set(USER, user, RATE, 0.5));
        recorder.ask("a quota that does not exist", QuotaRequests.set(USER, user, "no_such_quota", 1));
        recorder.ask("a quota of addresses for a user", QuotaRequests.set(USER, user, "connection_creation_rate", 1));
        recorder.ask("a type that does not exist", QuotaRequests.set("host", user, RATE, 1));
        recorder.ask("an empty name", QuotaRequests.set(CLIENT_ID, "", RATE, 1));
        recorder.ask(
                "an address together with a user",
                QuotaRequests.set(IP, "10.0.0.1", RATE, 1).with(body -> body.set("ValidateOnly", true)
                        .add("Entries", entry -> entry.add("Entity", part -> part.set("EntityType", USER)
                                        .set("EntityName", user))
                                .add("Entity", part -> part.set("EntityType", IP)
                                        .set("EntityName", "10.0.0.1"))
                                .add("Ops", op -> op.set("Key", RATE).set("Value", 1.0)))));
        recorder.ask("a quota that is there is removed", QuotaRequests.remove(USER, user, RATE));
        recorder.ask("a quota that is not there is removed", QuotaRequests.remove(USER, user, RATE));
        recorder.prepare(
                Recorder.CLIENT,
                "the address has no quota any more",
                QuotaRequests.remove(IP, "10.0.0.1", "connection_creation_rate"),
                1);
    }
}
