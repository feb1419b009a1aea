package io.kspec.mock.admin;

import io.kspec.mock.MockBroker;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API. */
final class AdminRoutes {
    private AdminRoutes() {}

    static List<AdminRoute> of(MockBroker broker) {
        StubMappings mappings = new StubMappings(broker);
        return Stream.of(
                        new SystemRoutes(broker, mappings).routes(),
                        new MappingRoutes(broker, mappings).routes(),
                        new ScenarioRoutes(broker, mappings).routes(),
                        new RequestRoutes(broker, mappings).routes(),
                        new RecordingRoutes(broker, mappings).routes(),
                        new TopicRoutes(broker).routes(),
                        new LogRoutes(broker).routes(),
                        new ClusterRoutes(broker).routes(),
                        new TimeRoutes(broker).routes())
                .flatMap(List::stream)
                .toList();
    }
}
