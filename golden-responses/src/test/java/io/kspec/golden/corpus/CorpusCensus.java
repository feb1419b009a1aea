package io.kspec.golden.corpus;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFiles;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what the captures of a release show of what it advertises. */
final class CorpusCensus {
    private final String release;
    private final SortedMap<Integer, Versions> advertised = new TreeMap<>();
    private final Map<Integer, List<Integer>> captured = new HashMap<>();
    private final Map<Integer, Map<Showing, Integer>> shown = new HashMap<>();
    private final Map<Integer, Integer> exchanges = new HashMap<>();
    private final List<Lack> lacks = new ArrayList<>();

    CorpusCensus(String release) {
        this.release = release;
        Captures captures = CaptureFiles.of(release);
        for (Message api : answer(captures).getStructs("ApiKeys")) {
            advertised.put(api.getInt("ApiKey"), new Versions(api.getInt("MinVersion"), api.getInt("MaxVersion")));
        }
        advertised.forEach((key, versions) -> {
            ApiSpec api = Catalog.standard().find(key).orElseThrow();
            for (int version = versions.lowest(); version <= versions.highest(); version++) {
                count(api, version, captures.find(api, version));
            }
        });
    }

    private static Message answer(Captures captures) {
        return captures.find(Catalog.standard().api("ApiVersions"), 0)
                .flatMap(capture -> capture.find("what the broker speaks"))
                .orElseThrow()
                .decodeResponse()
                .requireBody();
    }

    private void count(ApiSpec api, int version, Optional<Capture> capture) {
        if (capture.isEmpty()) {
            lacks.add(new Lack(release, api.name(), version, "capture"));
            return;
        }
        captured.computeIfAbsent(api.key(), absent -> new ArrayList<>()).add(version);
        Set<Showing> missing = EnumSet.copyOf(Showing.possible(api, version));
        for (CapturedExchange exchange : capture.orElseThrow().exchanges()) {
            exchanges.merge(api.key(), 1, Integer::sum);
            if (exchange.api().key() == api.key()) {
                Set<Showing> showing = Showing.of(exchange, version);
                missing.removeAll(showing);
                showing.forEach(each -> shown.computeIfAbsent(api.key(), absent -> new EnumMap<>(Showing.class))
                        .merge(each, 1, Integer::sum));
            }
        }
        missing.forEach(each -> lacks.add(new Lack(release, api.name(), version, each.toString())));
    }

    String release() {
        return release;
    }

    /** The advertised versions by key. */
    SortedMap<Integer, Versions> advertised() {
        return advertised;
    }

    List<Integer> captured(int key) {
        return captured.getOrDefault(key, List.of());
    }

    int shown(int key, Showing what) {
        return shown.getOrDefault(key, Map.of()).getOrDefault(what, 0);
    }

    /** How many exchanges the captures of an API have, also those that prepare something. */
    int exchanges(int key) {
        return exchanges.getOrDefault(key, 0);
    }

    /** Everything that the definitions allow, and no exchange shows. */
    List<Lack> lacks() {
        return lacks;
    }
}
