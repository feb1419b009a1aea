package io.kspec.runlog.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedClientsTest {

    @Test
    void aClientHasTheJobsThatItDoesNotLack() {
        RecordedClients read = RecordedClients.read(
                """
                jobs:
                  - job: connect
                    does: it connects
                  - job: share
                    does: it shares
                    apis: [ShareFetch]
                  - job: login
                    does: it logs in
                    listener: SASL
                clients:
                  - client: a
                    library: lib-a
                    version: 1.0
                    rules: A
                  - client: b
                    library: lib-b
                    version: 2.1
                    lacks:
                      it has no share groups: [share]
                """,
                "a connect ApiVersions=0,4 Metadata=9-11\na share ShareFetch=2\n");

        assertThat(read.clients())
                .containsExactly(
                        new RecordedClient(
                                "a",
                                "lib-a 1.0",
                                "A",
                                List.of(
                                        new RecordedJob(
                                                "connect",
                                                List.of(),
                                                Map.of("ApiVersions", List.of(0, 4), "Metadata", List.of(9, 10, 11))),
                                        new RecordedJob(
                                                "share", List.of("ShareFetch"), Map.of("ShareFetch", List.of(2))))),
                        new RecordedClient(
                                "b", "lib-b 2.1", "", List.of(new RecordedJob("connect", List.of(), Map.of()))));
    }

    @Test
    void jobsForAKindOfClientsAreThoseOfNoOthers() {
        RecordedClients read = RecordedClients.read(
                """
                jobs:
                  - job: connect
                    does: it connects
                  - job: word-count
                    for: streams
                    does: it counts
                clients:
                  - client: a
                    library: lib-a
                    version: 1.0
                  - client: b
                    library: lib-b
                    version: 2.1
                    for: streams
                """,
                "");

        assertThat(read.clients())
                .extracting(
                        client -> client.jobs().stream().map(RecordedJob::id).toList())
                .containsExactly(List.of("connect"), List.of("word-count"));
    }

    /** What kcat sends for a job is what librdkafka does, and not recorded by itself. */
    @Test
    void theRulesOfEveryClientButKcatWereReadAndItsRequestsRecorded() {
        assertThat(RecordedClients.standard().clients())
                .hasSizeGreaterThan(10)
                .filteredOn(client -> !client.isPredictable())
                .extracting(RecordedClient::id)
                .containsExactly("kcat");
    }
}
