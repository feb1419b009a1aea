package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.admin.http.HttpFault;
import io.kspec.mock.admin.http.HttpFaultException;
import io.kspec.mock.admin.http.HttpReply;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The stubs: WireMock's {@code /mappings}. */
final class MappingRoutes {
    private static final String ID = "id";

    private final MockBroker broker;
    private final StubMappings mappings;

    MappingRoutes(MockBroker broker, StubMappings mappings) {
        this.broker = broker;
        this.mappings = mappings;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/mappings", this::list),
                AdminRoute.of("POST", "/mappings", this::add),
                AdminRoute.of("DELETE", "/mappings", call -> removeAll()),
                AdminRoute.of("POST", "/mappings/import", this::addAll),
                AdminRoute.of("POST", "/mappings/reset", call -> reset()),
                AdminRoute.of("GET", "/mappings/unmatched", call -> HttpReply.json(200, tree(mappings.unfired()))),
                AdminRoute.of("DELETE", "/mappings/unmatched", call -> removeUnfired()),
                AdminRoute.of(
                        "GET",
                        "/mappings/{id}",
                        call -> HttpReply.json(200, find(call).tree())),
                AdminRoute.of("PUT", "/mappings/{id}", this::edit),
                AdminRoute.of("DELETE", "/mappings/{id}", this::remove));
    }

    private HttpReply list(AdminCall call) {
        return HttpReply.json(200, tree(mappings.all()));
    }

    static Map<String, Object> tree(List<StubMapping> mappings) {
        return Map.of(
                "mappings", mappings.stream().map(StubMapping::tree).toList(),
                "meta", Map.of("total", mappings.size()));
    }

    private HttpReply add(AdminCall call) {
        StubMapping mapping = call.body(this::read);
        checkIsNew(List.of(mapping));
        mappings.replace(List.of(), List.of(mapping));
        return HttpReply.json(201, mapping.tree())
                .with(Map.of("Location", AdminRouter.ROOT + "/mappings/" + mapping.id()));
    }

    private HttpReply addAll(AdminCall call) {
        List<StubMapping> added = call.mapping("an import of stubs", Set.of("stubs", "mappings"), (body, problems) -> {
            List<StubMapping> read = new ArrayList<>();
            body.items("stubs").forEach(item -> read(item, problems).ifPresent(read::add));
            body.items("mappings").forEach(item -> read(item, problems).ifPresent(read::add));
            return read;
        });
        checkIsNew(added);
        mappings.replace(List.of(), added);
        return HttpReply.json(201, tree(added));
    }

    private HttpReply edit(AdminCall call) {
        StubMapping before = find(call);
        StubMapping sent = call.body(this::read);
        StubMapping after = new StubMapping(before.id(), sent.stub(), sent.source());
        mappings.replace(List.of(before), List.of(after));
        return HttpReply.json(200, after.tree());
    }

    private HttpReply remove(AdminCall call) {
        mappings.replace(List.of(find(call)), List.of());
        return HttpReply.json(200, Map.of());
    }

    private HttpReply removeAll() {
        broker.resetStubs();
        return HttpReply.json(200, Map.of());
    }

    private HttpReply removeUnfired() {
        mappings.replace(mappings.unfired(), List.of());
        return HttpReply.json(200, Map.of());
    }

    private HttpReply reset() {
        mappings.reset();
        return HttpReply.json(200, Map.of());
    }

    private StubMapping find(AdminCall call) {
        String text = call.parameter(ID);
        return id(text).flatMap(mappings::find)
                .orElseThrow(() ->
                        new HttpFaultException(404, HttpFault.mismatch("path parameter id", "the id of a stub", text)));
    }

    private void checkIsNew(List<StubMapping> added) {
        for (StubMapping mapping : added) {
            if (mappings.find(mapping.id()).isPresent()) {
                throw new HttpFaultException(
                        409,
                        HttpFault.mismatch(
                                "body, id",
                                "the id of no other stub",
                                mapping.id().toString()));
            }
        }
    }

    /** Reads a stub, which may have an id. */
    private Optional<StubMapping> read(YamlNode node, Problems problems) {
        if (!(node instanceof Mapping mapping)) {
            problems.mismatch(node, "a stub as a mapping");
            return Optional.empty();
        }
        UUID id = mapping.find(ID).map(value -> id(value, problems)).orElseGet(UUID::randomUUID);
        Mapping keys = new Mapping(
                mapping.at(),
                mapping.entries().stream()
                        .filter(entry ->
                                !entry.name().equals(ID) && !entry.name().equals("description"))
                        .toList());
        return StubFile.stub(keys, broker.advertisedVersions(), problems)
                .map(stub -> new StubMapping(id, stub, (Map<?, ?>) keys.plain()));
    }

    private static UUID id(YamlNode value, Problems problems) {
        Optional<UUID> id = value instanceof Scalar scalar ? id(scalar.text()) : Optional.empty();
        if (id.isEmpty()) {
            problems.mismatch(value, "id as a UUID");
        }
        return id.orElseGet(UUID::randomUUID);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
