package io.kspec.runlog.outlook;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run shows of each version of each API: whether the target speaks it, whether it was played, and what failed there.
 * Checks that send what no client sends do not count.
 */
final class VersionEvidence {
    private final Set<Use> played = new HashSet<>();
    private final Map<Use, List<Trouble>> troubles = new HashMap<>();
    private final Map<String, CaseResult> failedFlows = new LinkedHashMap<>();
    private final @Nullable Map<String, AdvertisedApi> advertised;

    VersionEvidence(RunLog log) {
        RunHeader header = log.header();
        advertised = header == null ? null : byName(header.advertised());
        List<CaseResult> results = log.results();
        for (int i = 0; i < results.size(); i++) {
            CaseResult result = results.get(i);
            boolean judged = result.verdict() == Verdict.PASS || result.verdict() == Verdict.FAIL;
            if (judged && !result.check().hostile()) {
                add(result, i);
            }
        }
    }

    private static Map<String, AdvertisedApi> byName(List<AdvertisedApi> apis) {
        Map<String, AdvertisedApi> byName = new HashMap<>();
        apis.forEach(api -> byName.putIfAbsent(api.name(), api));
        return byName;
    }

    private void add(CaseResult result, int position) {
        use(result.api()).ifPresent(played::add);
        if (result.verdict() == Verdict.FAIL) {
            use(blamed(result)).ifPresent(blamed -> {
                played.add(blamed);
                troubles.computeIfAbsent(blamed, unused -> new ArrayList<>()).add(new Trouble(position, result));
            });
            if (result.check().id().startsWith(Check.CLIENT_FLOWS)) {
                failedFlows.putIfAbsent(result.check().id(), result);
            }
        }
    }

    private static Optional<Use> use(@Nullable ApiVersion api) {
        Integer version = api == null ? null : api.version();
        return api == null || version == null ? Optional.empty() : Optional.of(new Use(api.name(), version));
    }

    /** The API of the response that is to blame, which need not be the one that the check is about. */
    private static @Nullable ApiVersion blamed(CaseResult result) {
        Blame blame = result.blame();
        return blame != null && result.timeline().get(blame.event()) instanceof ExchangeEvent exchange
                ? exchange.api()
                : result.api();
    }

    /** Whether the target lacks an API; false if it is not known what it has. */
    boolean lacks(String api) {
        return advertised != null && !advertised.containsKey(api);
    }

    /**
     * The version that a client uses that was recorded with a version: that one, or the newest that the target speaks if this
     * is older; empty if it speaks only newer ones.
     */
    Optional<Use> spoken(String api, int recorded) {
        AdvertisedApi range = advertised == null ? null : advertised.get(api);
        int version = range == null ? recorded : Math.min(recorded, range.max());
        return range != null && version < range.min() ? Optional.empty() : Optional.of(new Use(api, version));
    }

    boolean isPlayed(Use use) {
        return played.contains(use);
    }

    /** The first response at a version that stops a client. */
    Optional<Stop> stop(Use use, String client) {
        for (Trouble trouble : of(use)) {
            for (ClientReaction reaction : trouble.result().clients()) {
                if (reaction.client().equals(client) && !reaction.harmless()) {
                    return Optional.of(new Stop(trouble.position(), use, reaction.reaction(), trouble.result()));
                }
            }
        }
        return Optional.empty();
    }

    /** The first failure at a version that clients break of, and of which no rule says what a client does. */
    Optional<CaseResult> unexplained(Use use, String client) {
        return of(use).stream()
                .map(Trouble::result)
                .filter(result -> result.check().level() == Level.MUST)
                .filter(result -> result.clients().stream()
                        .noneMatch(reaction -> reaction.client().equals(client)))
                .findFirst();
    }

    /** The first failure of what a client was recorded to send for a job. */
    Optional<CaseResult> failedFlow(String client, String job) {
        return Optional.ofNullable(failedFlows.get(Check.CLIENT_FLOWS + client + "." + job));
    }

    private List<Trouble> of(Use use) {
        return troubles.getOrDefault(use, List.of());
    }

    /**
     * A version of an API.
     *
     * @param api its name
     * @param version the version
     */
    record Use(String api, int version) {
        @Override
        public String toString() {
            return api + " v" + version;
        }
    }

    /**
     * A response that stops a client.
     *
     * @param position the position of the result
     * @param use the API and version of the response
     * @param reaction what the client prints or does
     * @param example the result
     */
    record Stop(int position, Use use, String reaction, CaseResult example) {}

    private record Trouble(int position, CaseResult result) {}
}
