package io.kspec.runlog.cause;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which versions of which APIs were answered in a run, and which is the highest that was asked. */
final class Answered {
    private final Map<String, Set<Integer>> versions = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();

    /** From the passes, whose timeline is empty, and from the responses in all other timelines. */
    static Answered in(List<CaseResult> results) {
        Answered answered = new Answered();
        for (CaseResult result : results) {
            ApiVersion api = result.api();
            if (api != null && !result.check().hostile()) {
                answered.asked(api);
                if (result.verdict() == Verdict.PASS) {
                    answered.answered(api);
                }
            }
            for (Event event : result.timeline()) {
                if (event instanceof ExchangeEvent exchange && exchange.api() != null && exchange.response() != null) {
                    answered.answered(exchange.api());
                }
            }
        }
        return answered;
    }

    private void answered(ApiVersion api) {
        if (api.version() != null) {
            versions.computeIfAbsent(api.name(), unused -> new HashSet<>()).add(api.version());
        }
    }

    private void asked(ApiVersion api) {
        if (api.version() != null) {
            highest.merge(api.name(), api.version(), Math::max);
        }
    }

    /** Whether no request of a version was answered. */
    boolean isNever(String api, @Nullable Integer version) {
        return version != null && !versions.getOrDefault(api, Set.of()).contains(version);
    }

    /** Whether clients of today use a version: the highest that was asked. */
    boolean isHighest(String api, @Nullable Integer version) {
        return version != null && version >= highest.getOrDefault(api, 0);
    }
}
