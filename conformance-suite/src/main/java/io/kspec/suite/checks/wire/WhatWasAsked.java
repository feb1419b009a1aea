package io.kspec.suite.checks.wire;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import java.util.Map;

/** What an answer without error contains at least, where the request of {@link WellFormedRequests} asks for something. */
final class WhatWasAsked {
    /** Arrays of which every answer without error has an entry, by API; {@code plausible.no-versions} looks at ApiVersions. */
    private static final Map<String, String> NEVER_EMPTY = Map.of("Metadata", "Brokers", "DescribeCluster", "Brokers");

    /** Arrays of requests, and those of responses that have as many entries; the fields exist at some versions only. */
    private static final Map<String, Map.Entry<String, String>> EACH = Map.of(
            "OffsetFetch", Map.entry("Groups", "Groups"),
            "AddPartitionsToTxn", Map.entry("Transactions", "ResultsByTransaction"));

    private WhatWasAsked() {}

    /**
     * Expects it in an answer.
     *
     * @throws io.kspec.suite.check.CheckFailure if it is missing
     */
    static void expectIn(Answer answer, Message request) {
        if (answer.has("ErrorCode") && answer.number("ErrorCode") != ErrorCode.NONE.code()) {
            return;
        }
        String api = request.id().name();
        String needed = NEVER_EMPTY.get(api);
        if (needed != null) {
            answer.expect(!answer.list(needed).isEmpty(), needed, "at least one entry in " + needed, "none");
        }
        Map.Entry<String, String> each = EACH.get(api);
        if (each != null && request.has(each.getKey()) && !request.isNull(each.getKey())) {
            answer.expectSize(
                    each.getValue(),
                    request.getList(each.getKey(), Object.class).size());
        }
        if (api.equals("FindCoordinator") && answer.has("Host")) {
            answer.expect("Host", "is not empty", host -> !host.equals(""))
                    .expect("Port", "is a port", port -> (int) port > 0);
        }
    }
}
