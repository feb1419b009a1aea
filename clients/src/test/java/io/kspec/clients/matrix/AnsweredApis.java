package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.ApiSpec;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Which APIs the mock broker answers. */
final class AnsweredApis {
    private AnsweredApis() {}

    static Set<String> ofMock() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            return of(broker);
        }
    }

    static Set<String> of(MockBroker broker) {
        return broker.advertisedVersions().ranges().keySet().stream()
                .map(ApiSpec::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
