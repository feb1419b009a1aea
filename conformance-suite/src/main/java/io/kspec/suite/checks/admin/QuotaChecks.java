package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of DescribeClientQuotas and AlterClientQuotas. */
class QuotaChecks {
    private static final String USER = "kspec-no-such-user";

    @ConformanceTest(
            id = "describe-client-quotas.empty-type-refused",
            api = "DescribeClientQuotas",
            level = Level.SHOULD,
            requirement = "A filter whose type of entities is empty is rejected with INVALID_REQUEST.",
            source = "KIP-546; measured on Apache Kafka",
            why = "Whoever leaves out the type would take it that there are no quotas.")
    void anEmptyTypeIsRejected(Case test) {
        test.ask(QuotaRequests.describe("", QuotaRequests.SPECIFIED, null, false))
                .expectError("ErrorCode", ErrorCode.INVALID_REQUEST);
    }

    @ConformanceTest(
            id = "alter-client-quotas.unknown-quota-refused",
            api = "AlterClientQuotas",
            level = Level.SHOULD,
            requirement = "A quota that does not exist is rejected with INVALID_REQUEST, for its entity.",
            source = "KIP-546; measured on Apache Kafka",
            why = "kafka-configs would report that a quota is in force which limits nothing.")
    void anUnknownQuotaIsRejected(Case test) {
        test.ask(QuotaRequests.set(QuotaRequests.USER, USER, "kspec_no_such_quota", 1)
                        .with(body -> body.set("ValidateOnly", true)))
                .expectError("Entries[0].ErrorCode", ErrorCode.INVALID_REQUEST);
    }
}
