package io.kspec.suite.mutation;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.mutation.CasePlayed.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which APIs and versions each check asks for itself, learned from one case of each on a mock without mutations. What a check lets
 * its stage do, such as to create a topic, does not count: whatever is wrong there, the checks of these APIs are to find.
 */
final class AskedPairs {
    /** The connections of the stage itself begin so. */
    private static final String STAGE = "stage";
    /** After so many cases, a new broker: they leave topics and groups behind. */
    private static final int CASES_OF_A_BROKER = 60;

    private final Map<PlayableCase, Set<String>> asked;

    private AskedPairs(Map<PlayableCase, Set<String>> asked) {
        this.asked = asked;
    }

    private static final class Holder {
        static final AskedPairs LEARNED = learn();
    }

    /** What was learned; the first call takes some seconds. */
    static AskedPairs learned() {
        return Holder.LEARNED;
    }

    private static AskedPairs learn() {
        Map<PlayableCase, Set<String>> asked = new LinkedHashMap<>();
        try (MutatedBroker first = MutatedBroker.start()) {
            List<PlayableCase> cases = PlayableCase.highest(first.advertised());
            for (int from = 0; from < cases.size(); from += CASES_OF_A_BROKER) {
                try (MutatedBrokers brokers = MutatedBrokers.sound()) {
                    for (PlayableCase each : cases.subList(from, Math.min(from + CASES_OF_A_BROKER, cases.size()))) {
                        CasePlayed played = brokers.playWhereItCanBe(each);
                        if (played.end() == End.PASSED) {
                            asked.put(each.behind(played.listener()), pairs(played.exchanges()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a mock without mutations", e);
        }
        return new AskedPairs(asked);
    }

    private static Set<String> pairs(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> !exchange.connection().startsWith(STAGE) && exchange.response() != null)
                .map(exchange -> pair(exchange.api(), exchange.version()))
                .collect(Collectors.toSet());
    }

    private static String pair(ApiSpec api, int version) {
        return api.key() + " v" + version;
    }

    /**
     * The cases of other APIs' checks that ask for a pair themselves: the first one of each API, then the second one of each, and so
     * on, since a few of each API see more than many of one.
     */
    List<PlayableCase> of(ApiSpec api, int version) {
        String pair = pair(api, version);
        return asked.entrySet().stream()
                .filter(each -> each.getValue().contains(pair))
                .map(Map.Entry::getKey)
                .filter(each -> !each.check().declared().api().equals(api.name()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), AskedPairs::spread));
    }

    private static List<PlayableCase> spread(List<PlayableCase> cases) {
        Map<String, Integer> counts = new HashMap<>();
        Map<PlayableCase, Integer> turns = new HashMap<>();
        cases.forEach(
                each -> turns.put(each, counts.merge(each.check().declared().api(), 1, Integer::sum)));
        return cases.stream().sorted(Comparator.comparing(turns::get)).toList();
    }
}
