package io.kspec.suite.checks.wire;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.check.Answer;
import java.util.Map;

/**
 * What an answer without error contains at least. {@code rules.every-item-answered-once} looks for the items that a request
 * names, and {@code plausible.*} at their values.
 */
final class WhatWasAsked {
    /** Arrays of which every answer without error has an entry, by API; {@code plausible.no-versions} looks at ApiVersions. */
    private static final Map<String, String> NEVER_EMPTY = Map.of("Metadata", "Brokers", "DescribeCluster", "Brokers");

    private WhatWasAsked() {}

    /**
     * Expects it in an answer.
     *
     * @throws io.kspec.suite.check.CheckFailure if it is missing
     */
    static void expectIn(Answer answer) {
        if (answer.has("ErrorCode") && answer.number("ErrorCode") != ErrorCode.NONE.code()) {
            return;
        }
        String needed = NEVER_EMPTY.get(answer.body().id().name());
        if (needed != null) {
            answer.expect(!answer.list(needed).isEmpty(), needed, "at least one entry in " + needed, "none");
        }
    }
}
