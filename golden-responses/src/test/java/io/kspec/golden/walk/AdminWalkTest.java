package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.recording.BrokerFixture;
import io.kspec.mock.MockBroker;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An administrator of the mock broker sees what one of Apache Kafka sees, whatever both do: a random walk of the APIs that
 * change configurations, topics, records and offsets, and of those that change quotas. A failure prints the seed and the walk.
 */
@Tag("broker")
class AdminWalkTest {
    /** How long Apache Kafka may take until all of its parts know of a change. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** The last versions with names of topics instead of ids. */
    private static final Map<String, Integer> LAST_WITH_NAMES = Map.of("Produce", 12, "OffsetCommit", 9);
    /** The first versions that take batches of today's format only, create no topics, find one offset, and can be only checked. */
    private static final Map<String, Integer> FIRST =
            Map.of("Produce", 3, "Metadata", 4, "ListOffsets", 1, "UpdateFeatures", 1);
    /** What belongs to the machine. */
    private static final Set<String> OF_THE_BROKER = Set.of("log.dirs");
    /** How far the metadata's log has grown, and when who has read it. */
    private static final Set<String> OF_THE_QUORUM =
            Set.of("HighWatermark", "LogEndOffset", "LastFetchTimestamp", "LastCaughtUpTimestamp");

    private final WalkPlan plan = WalkPlan.of("admin-" + ReferenceReleases.newest(), 120);
    private final List<String> walk = new ArrayList<>();

    /** Only the newest release: 3.9.2 checks operations on items in another order. */
    @Test
    void theMockAndApacheKafkaAnswerAlike() throws IOException {
        Random random = plan.random();
        AdminMoves moves = new AdminMoves(random);
        ComparableAnswer form = new ComparableAnswer(OF_THE_BROKER, OF_THE_QUORUM);
        try (ReferenceBroker kafka = ReferenceBroker.start(ReferenceReleases.newest());
                MockBroker mock = MockBroker.start();
                Stage kafkaStage =
                        Stage.on(new Target(kafka.host(), kafka.port())).open();
                Stage mockStage = Stage.on(new Target(mock.host(), mock.port())).open()) {
            new BrokerFixture(kafkaStage).awaitCoordinators();
            ApiUse use = ApiUse.of(mock);
            for (int step = 0; step < plan.steps(); step++) {
                ClientRequest change = moves.change();
                int version = version(change, random, kafkaStage, mockStage);
                String expected = form.of(ask(kafkaStage, change, version));
                walk.add(change.at(version) + " -> " + expected);
                assertThat(form.of(ask(mockStage, change, version)))
                        .as("%s, step %s of %s", plan, step, String.join("\n", walk))
                        .isEqualTo(expected);
                List<ClientRequest> questions = moves.questions();
                if (step + 1 < plan.steps()) {
                    questions.removeIf(question -> random.nextInt(3) != 0);
                }
                compareState(questions, random, form, kafkaStage, mockStage);
            }
            for (int seed = 0; seed < 2; seed++) {
                new QuotaWalk(new Random(plan.seed() + seed), kafkaStage, mockStage)
                        .play(plan.steps() / 2, plan.toString());
            }
            plan.verify(use);
        }
        assertThat(walk).hasSize(plan.steps());
    }

    private void compareState(
            List<ClientRequest> questions, Random random, ComparableAnswer form, Stage kafka, Stage mock) {
        for (ClientRequest question : questions) {
            int version = version(question, random, kafka, mock);
            String expected = form.of(ask(mock, question, version));
            Optional<String> difference = Await.of("the same answer to " + question.at(version), LIMIT)
                    .failure(() -> {
                        String found = form.of(ask(kafka, question, version));
                        return found.equals(expected) ? Optional.empty() : Optional.of(found);
                    });
            assertThat(difference)
                    .as("the mock answers %s, %s, after %s", expected, plan, String.join("\n", walk))
                    .isEmpty();
        }
    }

    private static Message ask(Stage stage, ClientRequest request, int version) {
        return stage.role("administrator").ask(request, version);
    }

    private static int version(ClientRequest request, Random random, Stage kafka, Stage mock) {
        int lowest = Math.max(
                FIRST.getOrDefault(request.api().name(), 0),
                common(request, kafka, mock).lowest());
        return lowest + random.nextInt(newestCommon(request, kafka, mock) - lowest + 1);
    }

    private static int newestCommon(ClientRequest request, Stage kafka, Stage mock) {
        int last = LAST_WITH_NAMES.getOrDefault(request.api().name(), Integer.MAX_VALUE);
        return Math.min(last, common(request, kafka, mock).highest());
    }

    private static Versions common(ClientRequest request, Stage kafka, Stage mock) {
        String api = request.api().name();
        return kafka.versions(api).intersect(mock.versions(api));
    }
}
