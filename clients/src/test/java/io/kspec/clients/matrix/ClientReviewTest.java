package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientReviewTest {
    private static final List<DeclaredJob> JOBS = List.of(
            new DeclaredJob("good", "", "", List.of(), "", Duration.ofSeconds(1)),
            new DeclaredJob("bad", "", "", List.of(), "", Duration.ofSeconds(1)));
    private static final DeclaredClient CLIENT = new DeclaredClient(
            "c",
            "lib",
            "1",
            "Java",
            "",
            "",
            "",
            Map.of(),
            Map.of("bad", new KnownFailure(Set.of(PlayedBroker.MOCK), "slow")));

    private static List<String> differences(PlayedBroker broker, String version, boolean good, boolean bad) {
        return new ClientReview(CLIENT, broker)
                .differences(
                        JOBS,
                        List.of(
                                new JobResult(version, "good", good, 1, "why"),
                                new JobResult(version, "bad", bad, 1, "why")));
    }

    @Test
    void whatIsDeclaredIsNoDifference() {
        assertThat(differences(PlayedBroker.MOCK, "1", true, false)).isEmpty();
        assertThat(differences(PlayedBroker.KAFKA, "1", true, true)).isEmpty();
    }

    @Test
    void aFailureThatIsNotDeclaredForTheBrokerIsNamedWithItsDetail() {
        assertThat(differences(PlayedBroker.KAFKA, "1", true, false))
                .containsExactly("c fails bad on Apache Kafka: why");
    }

    @Test
    void aDeclaredFailureThatPassesIsNamed() {
        assertThat(differences(PlayedBroker.MOCK, "1", true, true))
                .containsExactly("c passes bad on the mock broker, but is declared to fail it");
    }

    @Test
    void anotherReleaseThanTheDeclaredOneIsNamed() {
        assertThat(differences(PlayedBroker.MOCK, "2", true, false))
                .hasSize(2)
                .allMatch(difference -> difference.startsWith("c is declared with version 1, but its driver names 2"));
    }
}
