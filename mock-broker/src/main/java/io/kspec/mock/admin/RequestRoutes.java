package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.journal.JournalTree;
import io.kspec.mock.script.JournalEntry;
import io.kspec.mock.script.NearMiss;
import io.kspec.mock.script.RequestPattern;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal: WireMock's {@code /requests}. */
final class RequestRoutes {
    private static final long DEFAULT_LIMIT = 100;
    /** The bytes of frames that a list shows. */
    private static final long LISTED_BYTES = 1 << 20;

    private final MockBroker broker;
    private final StubMappings mappings;

    RequestRoutes(MockBroker broker, StubMappings mappings) {
        this.broker = broker;
        this.mappings = mappings;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/requests", call -> list(call, stubNamed(call.text("stub"), broker.journal()))),
                AdminRoute.of("DELETE", "/requests", call -> clear()),
                AdminRoute.of("POST", "/requests/find", call -> list(call, broker.journal(pattern(call)).stream())),
                AdminRoute.of("POST", "/requests/count", this::count),
                new AdminRoute("POST", "/requests/verify", this::verify),
                AdminRoute.of("GET", "/requests/unmatched", call -> list(call, unmatched())),
                AdminRoute.of("GET", "/mappings/unmatched/near-misses", call -> nearMissesOfStubs()),
                AdminRoute.of("POST", "/near-misses/request-pattern", this::nearMisses),
                AdminRoute.of("GET", "/requests/{id}", this::show));
    }

    private static Stream<JournalEntry> stubNamed(@Nullable String stub, List<JournalEntry> entries) {
        return entries.stream().filter(entry -> stub == null || entry.stubs().contains(stub));
    }

    private Stream<JournalEntry> unmatched() {
        return broker.journal().stream().filter(entry -> entry.stubs().isEmpty());
    }

    /** The newest entries, oldest first. */
    private static HttpReply list(AdminCall call, Stream<JournalEntry> entries) {
        long limit = call.query("limit").orElse(DEFAULT_LIMIT);
        long after = call.query("after").orElse(0);
        List<JournalEntry> found =
                entries.filter(entry -> entry.number() > after).toList();
        List<JournalEntry> shown = found.subList((int) Math.max(0, found.size() - limit), found.size());
        JournalTree trees = new JournalTree(LISTED_BYTES);
        return HttpReply.json(
                200, Map.of("requests", shown.stream().map(trees::of).toList(), "meta", Map.of("total", found.size())));
    }

    private HttpReply clear() {
        broker.clearJournal();
        return HttpReply.json(200, Map.of());
    }

    private HttpReply show(AdminCall call) {
        int id = call.number("id");
        JournalEntry entry = broker.journal().stream()
                .filter(each -> each.number() == id)
                .findFirst()
                .orElseThrow(() -> new HttpFaultException(
                        404,
                        HttpFault.mismatch(
                                "path parameter id", "the id of a request in the journal", Integer.toString(id))));
        return HttpReply.json(200, new JournalTree(Long.MAX_VALUE).of(entry));
    }

    private HttpReply count(AdminCall call) {
        return HttpReply.json(200, Map.of("count", broker.journal(pattern(call)).size()));
    }

    private CompletionStage<HttpReply> verify(AdminCall call) {
        return new Verification(broker, call.mapping("a verification", Verification.KEYS, this::terms)).reply();
    }

    private Verification.Terms terms(MappingReader body, Problems problems) {
        RequestPattern pattern =
                body.require("request").flatMap(node -> pattern(node, problems)).orElse(RequestPattern.anyRequest());
        return Verification.Terms.read(pattern, body, problems);
    }

    private HttpReply nearMisses(AdminCall call) {
        return HttpReply.json(200, Map.of("nearMisses", tree(broker.nearMisses(pattern(call)))));
    }

    private static List<Map<String, Object>> tree(List<NearMiss> misses) {
        JournalTree trees = new JournalTree(LISTED_BYTES);
        return misses.stream()
                .map(miss -> Map.<String, Object>of(
                        "request", trees.of(miss.entry()), "differences", miss.differences(), "count", miss.count()))
                .toList();
    }

    /** What the requests that come nearest to each stub that has not acted differ in. */
    private HttpReply nearMissesOfStubs() {
        List<Map<String, Object>> stubs = mappings.unfired().stream()
                .filter(mapping -> !mapping.stub().request().refused())
                .map(mapping -> Map.of(
                        "stubMapping",
                        mapping.tree(),
                        "nearMisses",
                        tree(broker.nearMisses(mapping.stub().request()))))
                .toList();
        return HttpReply.json(200, Map.of("stubs", stubs));
    }

    private RequestPattern pattern(AdminCall call) {
        return call.body(this::pattern);
    }

    /** Reads a pattern of answered requests. */
    private Optional<RequestPattern> pattern(YamlNode node, Problems problems) {
        Optional<RequestPattern> pattern = StubFile.pattern(node, broker.advertisedVersions(), problems);
        if (pattern.filter(RequestPattern::refused).isPresent()) {
            problems.add(node.at(), "expected a pattern of answered requests, found refused: true");
        }
        return pattern;
    }
}
