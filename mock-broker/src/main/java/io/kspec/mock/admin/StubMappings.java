package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The broker's stubs by id. Stubs that were added in another way get an id when they are first listed. */
final class StubMappings {
    private final MockBroker broker;
    private final Map<Stub, StubMapping> known = new IdentityHashMap<>();

    StubMappings(MockBroker broker) {
        this.broker = broker;
    }

    /** All mappings, the one added last first. */
    List<StubMapping> all() {
        return of(broker.stubs());
    }

    /** The mappings that have not acted on any request. */
    List<StubMapping> unfired() {
        Set<Stub> unfired = Collections.newSetFromMap(new IdentityHashMap<>());
        unfired.addAll(broker.unfiredStubs());
        return all().stream()
                .filter(mapping -> unfired.contains(mapping.stub()))
                .toList();
    }

    private List<StubMapping> of(List<Stub> stubs) {
        Map<Stub, StubMapping> present = new IdentityHashMap<>();
        List<StubMapping> all = new ArrayList<>();
        for (Stub stub : stubs) {
            StubMapping mapping = known.getOrDefault(stub, new StubMapping(UUID.randomUUID(), stub, null));
            present.put(stub, mapping);
            all.add(mapping);
        }
        known.clear();
        known.putAll(present);
        return all;
    }

    Optional<StubMapping> find(UUID id) {
        return all().stream().filter(mapping -> mapping.id().equals(id)).findFirst();
    }

    /** Removes mappings, and adds others after those that remain, in one step. */
    void replace(List<StubMapping> removed, List<StubMapping> added) {
        broker.replaceStubs(
                removed.stream().map(StubMapping::stub).toList(),
                added.stream().map(StubMapping::stub).toList());
        added.forEach(mapping -> known.put(mapping.stub(), mapping));
    }

    /** Lets every stub count from the beginning, as if all of them had just been added. */
    void restart() {
        List<StubMapping> all = new ArrayList<>(all());
        Collections.reverse(all);
        replace(all, all);
    }

    /** Removes the mappings that were added through the API. */
    void reset() {
        replace(all().stream().filter(mapping -> mapping.source() != null).toList(), List.of());
    }
}
