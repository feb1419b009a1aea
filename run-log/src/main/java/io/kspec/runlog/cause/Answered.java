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
    private final Set<String> versions = new HashSet<>();
    private final Map<String, Integer> highest = new HashMap<>();

    /** From the passes, whose timeline is empty, and from the responses in all other timelines. */
    static Answered in(List<CaseResult> results) {
        Answered answered = new Answered();
        for (CaseResult result : results) {
            ApiVersion api = result.api();
            if (api != null && !result.check().hostile()) {
                answered.asked(api);
                if (result.verdict() == Verdict.PASS) {
                    answered.versions.add(api.toString());
                }
            }
            for (Event event : result.timeline()) {
                if (event instanceof ExchangeEvent exchange && exchange.api() != null && exchange.response() != null) {
                    answered.versions.add(exchange.api().toString());
                }
            }
        }
        return answered;
    }

    private void asked(ApiVersion api) {
        if (api.version() != null) {
            highest.merge(api.name(), api.version(), Math::max);
        }
    }

    /** Whether no request of a version was answered. */
    boolean isNever(String api, @Nullable Integer version) {
        return version != null && !versions.contains(api + " v" + version);
    }

    /** Whether clients of today use a version: the highest that was asked. */
    boolean isHighest(String api, @Nullable Integer version) {
        return version != null && version >= highest.getOrDefault(api, 0);
    }
}
