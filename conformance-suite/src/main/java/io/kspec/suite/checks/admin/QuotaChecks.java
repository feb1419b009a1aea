package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of DescribeClientQuotas and AlterClientQuotas. */
class QuotaChecks {
    /** Only validated, so that it may be the same in every run: brokers order their answers by it. */
    private static final String UNLIMITED = "kspec-unlimited";

    private static final String USER = "kspec-no-such-user";
    private static final String NO_SUCH_QUOTA = "kspec_no_such_quota";
    private static final String SOURCE = "KIP-546; measured on Apache Kafka";
    /** So high that nothing is held up. */
    private static final double PLENTY = 1e9;

    @ConformanceTest(
            id = "describe-client-quotas.empty-type-refused",
            api = "DescribeClientQuotas",
            level = Level.SHOULD,
            requirement = "A filter whose type of entities is empty is rejected with INVALID_REQUEST.",
            source = SOURCE,
            why = "Whoever leaves out the type would take it that there are no quotas.")
    void anEmptyTypeIsRejected(Case test) {
        test.ask(QuotaRequests.describe("", QuotaRequests.SPECIFIED, null, false))
                .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "describe-client-quotas.quota-shown",
            api = "DescribeClientQuotas",
            needs = "AlterClientQuotas",
            requirement = "A quota that was set for a client id is described, with exactly its value.",
            source = SOURCE,
            why = "kafka-configs --describe shows who is limited.")
    void aQuotaIsDescribed(Case test) {
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.PRODUCER, PLENTY)) {
            quota.describe(1)
                    .expectSize("Entries", 1)
                    .expectSize("Entries[0].Entity", 1)
                    .expect("Entries[0].Entity[0].EntityType", QuotaRequests.CLIENT_ID)
                    .expect("Entries[0].Entity[0].EntityName", quota.clientId())
                    .expectSize("Entries[0].Values", 1)
                    .expect("Entries[0].Values[0].Key", ClientQuota.PRODUCER)
                    .expect("Entries[0].Values[0].Value", PLENTY);
        }
    }

    @ConformanceTest(
            id = "describe-client-quotas.other-name-not-shown",
            api = "DescribeClientQuotas",
            needs = "AlterClientQuotas",
            requirement = "Who asks for the quotas of one client id is not told those of another.",
            source = SOURCE,
            why = "A tool would change the quota of the wrong client.")
    void anotherClientsQuotaIsNotDescribed(Case test) {
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.PRODUCER, PLENTY)) {
            quota.describe(1).expectSize("Entries", 1);
            test.ask(QuotaRequests.describe(
                            QuotaRequests.CLIENT_ID, QuotaRequests.EXACT, test.name("unlimited"), false))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Entries", 0);
        }
    }

    @ConformanceTest(
            id = "alter-client-quotas.removed",
            api = "AlterClientQuotas",
            needs = "DescribeClientQuotas",
            requirement = "A quota that was removed is not described any more.",
            source = SOURCE,
            why = "A client would stay limited although its limit was lifted.")
    void aQuotaIsRemoved(Case test) {
        try (ClientQuota quota = ClientQuota.set(test, ClientQuota.PRODUCER, PLENTY)) {
            quota.describe(1).expectSize("Entries", 1);
            quota.remove().expectError("Entries[0].ErrorCode", ErrorCode.NONE);
            quota.describe(0).expectSize("Entries", 0);
        }
    }

    @ConformanceTest(
            id = "alter-client-quotas.validate-only",
            api = "AlterClientQuotas",
            needs = "DescribeClientQuotas",
            requirement = "A request that only validates sets no quota.",
            source = SOURCE,
            why = "A dry run would limit clients.")
    void validatingSetsNothing(Case test) {
        String client = test.name("unlimited");
        test.ask(QuotaRequests.set(QuotaRequests.CLIENT_ID, client, ClientQuota.PRODUCER, PLENTY)
                        .with(body -> body.set("ValidateOnly", true)))
                .expectError("Entries[0].ErrorCode", ErrorCode.NONE);
        test.ask(QuotaRequests.describe(QuotaRequests.CLIENT_ID, QuotaRequests.EXACT, client, true))
                .expectSize("Entries", 0);
    }

    @ConformanceTest(
            id = "alter-client-quotas.unknown-quota-refused",
            api = "AlterClientQuotas",
            level = Level.SHOULD,
            requirement = "A quota that does not exist is rejected with INVALID_REQUEST, for its entity.",
            source = SOURCE,
            why = "kafka-configs would report that a quota is in force which limits nothing.")
    void anUnknownQuotaIsRejected(Case test) {
        test.ask(QuotaRequests.set(QuotaRequests.USER, USER, NO_SUCH_QUOTA, 1)
                        .with(body -> body.set("ValidateOnly", true)))
                .expectError("Entries[0].ErrorCode", ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "alter-client-quotas.each-entity-by-itself",
            api = "AlterClientQuotas",
            level = Level.SHOULD,
            requirement = "Of two entities, one of which has a quota that does not exist, the other is accepted.",
            source = SOURCE,
            why = "One mistake would keep all other quotas of the request out of force.")
    void eachEntityHasItsOwnResult(Case test) {
        Answer answer = test.ask(QuotaRequests.set(QuotaRequests.USER, USER, NO_SUCH_QUOTA, 1)
                        .and(QuotaRequests.set(QuotaRequests.CLIENT_ID, UNLIMITED, ClientQuota.PRODUCER, PLENTY))
                        .with(body -> body.set("ValidateOnly", true)))
                .expectSize("Entries", 2);
        boolean userFirst = answer.text("Entries[0].Entity[0].EntityType").equals(QuotaRequests.USER);
        answer.expectError("Entries[" + (userFirst ? 0 : 1) + "].ErrorCode", ErrorCode.INVALID_REQUEST)
                .expectError("Entries[" + (userFirst ? 1 : 0) + "].ErrorCode", ErrorCode.NONE);
    }
}
