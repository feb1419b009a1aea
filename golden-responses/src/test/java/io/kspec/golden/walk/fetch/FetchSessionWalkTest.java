package io.kspec.golden.walk.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.walk.WalkPlan;
import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.walk.SharedKafka;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same random fetches, in and out of sessions, get the same responses from the mock as from Apache Kafka. */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
class FetchSessionWalkTest {
    private static final int ACTORS = 3;
    private static final int FIRST_WITH_SESSIONS = 7;
    private static final int FIRST_WITH_IDS = 13;

    private final List<String> history = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private Random random = new Random();
    private int highest;
    private int began;
    private int generation = 1;

    /** A client: the number of its session, from 1, and its epoch. */
    private static final class Actor {
        private int session;
        private int epoch;
        private boolean byId;
    }

    /** A partition of a request: the topic's name, the name of its id, and what is asked. */
    private record Wanted(String topic, String id, int index, long offset, int maxBytes, int lastFetchedEpoch) {}

    static Stream<String> releases() {
        return Stream.of(System.getProperty("kafka.brokers", "3.9.2,4.3.1").split(","))
                .filter(release -> release.equals("3.9.2") || release.equals("4.3.1"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void responsesAreThoseOfApacheKafka(String release) throws IOException {
        walk(SharedKafka.of(release).port(), WalkPlan.of("fetch-sessions-" + release, 400));
    }

    void walk(int kafkaPort, WalkPlan plan) throws IOException {
        random = plan.random();
        history.add(plan.toString());
        try (MockBroker mock = MockBroker.start();
                WalkedBroker expected = new WalkedBroker(kafkaPort);
                WalkedBroker actual = new WalkedBroker(mock.port())) {
            ApiUse use = ApiUse.of(mock);
            highest = expected.highest("Fetch");
            for (WalkedBroker broker : List.of(expected, actual)) {
                broker.create("a", 2, "a#1");
                broker.create("b", 1, "b#1");
                broker.create("c", 2, "c#1");
            }
            for (int i = 0; i < ACTORS; i++) {
                actors.add(new Actor());
            }
            for (int i = 0; i < plan.steps(); i++) {
                step(expected, actual);
            }
            plan.verify(use);
        }
    }

    private void step(WalkedBroker expected, WalkedBroker actual) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 15) {
            String topic = List.of("a", "b", "c").get(random.nextInt(3));
            int index = topic.equals("b") ? 0 : random.nextInt(2);
            int count = 1 + random.nextInt(3);
            history.add("produce " + count + " to " + topic + "-" + index);
            Bytes records = Requests.batch(count).build().bytes();
            assertThat(actual.produce(7, topic, index, records)).isEqualTo(expected.produce(7, topic, index, records));
        } else if (dice < 17) {
            generation++;
            history.add("replace c by c#" + generation);
            for (WalkedBroker broker : List.of(expected, actual)) {
                broker.delete("c");
                broker.create("c", 2, "c#" + generation);
            }
        } else {
            fetch(expected, actual, actors.get(random.nextInt(ACTORS)));
        }
    }

    private void fetch(WalkedBroker expected, WalkedBroker actual, Actor actor) throws IOException {
        boolean full = actor.session == 0 || random.nextInt(12) == 0;
        if (full) {
            actor.byId = random.nextBoolean();
        }
        boolean byId = random.nextInt(25) == 0 ? !actor.byId : actor.byId;
        int version = byId
                ? FIRST_WITH_IDS + random.nextInt(highest - FIRST_WITH_IDS + 1)
                : FIRST_WITH_SESSIONS + random.nextInt(FIRST_WITH_IDS - FIRST_WITH_SESSIONS);
        int epoch = full ? -random.nextInt(2) * random.nextInt(2) : actor.epoch + (random.nextInt(25) == 0 ? 1 : 0);
        int session = random.nextInt(40) == 0 ? random.nextInt(began + 3) : actor.session;
        List<Wanted> wanted = wanted(full ? 6 : 3);
        List<Wanted> forgotten = full ? List.of() : wanted(2);
        int maxBytes = random.nextInt(3) == 0 ? 150 : 1 << 20;
        String step = "fetch v" + version + " session " + session + " epoch " + epoch + " max " + maxBytes + " "
                + wanted + " forget " + forgotten;
        history.add(step);
        String heard = expected.fetch(version, request(expected, version, session, epoch, maxBytes, wanted, forgotten));
        String heardToo = actual.fetch(version, request(actual, version, session, epoch, maxBytes, wanted, forgotten));
        history.add(heard);
        assertThat(heardToo).as(this::told).isEqualTo(heard);
        learn(actor, heard, epoch);
    }

    private String told() {
        return history.get(0) + "\n"
                + String.join("\n", history.subList(Math.max(1, history.size() - 60), history.size()));
    }

    private void learn(Actor actor, String heard, int epoch) {
        int number = Integer.parseInt(heard.lines().findFirst().orElseThrow().replaceAll(".*session ", ""));
        if (heard.startsWith("NONE")) {
            actor.session = number;
            actor.epoch = epoch < 0 ? 0 : epoch + 1;
            began = Math.max(began, number);
        } else if (random.nextInt(3) > 0) {
            actor.session = 0;
        }
    }

    private List<Wanted> wanted(int most) {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String topic = List.of("a", "a", "b", "c", "c", "missing").get(random.nextInt(6));
            String id = topic.equals("c") ? "c#" + (1 + random.nextInt(generation)) : topic + "#1";
            int offset = random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(4);
            int maxBytes = random.nextInt(8) == 0 ? 0 : 1 << 16;
            int lastFetchedEpoch = random.nextInt(3) == 0 ? random.nextInt(2) : -1;
            wanted.add(new Wanted(topic, id, random.nextInt(3), offset, maxBytes, lastFetchedEpoch));
        }
        return wanted;
    }

    private static Consumer<MessageBuilder> request(
            WalkedBroker broker,
            int version,
            int session,
            int epoch,
            int maxBytes,
            List<Wanted> wanted,
            List<Wanted> forgotten) {
        return request -> {
            if (version < 15) {
                request.set("ReplicaId", -1);
            }
            request.set("MaxBytes", maxBytes)
                    .set("SessionId", broker.session(session))
                    .set("SessionEpoch", epoch);
            wanted.forEach(each ->
                    request.add("Topics", topic -> name(topic, broker, each).add("Partitions", partition -> partition
                            .set("Partition", each.index())
                            .set("FetchOffset", each.offset())
                            .setIfPresent("LastFetchedEpoch", each.lastFetchedEpoch())
                            .set("PartitionMaxBytes", each.maxBytes()))));
            forgotten.forEach(each -> request.add("ForgottenTopicsData", topic -> name(topic, broker, each)
                    .set("Partitions", List.of(each.index()))));
        };
    }

    private static MessageBuilder name(MessageBuilder topic, WalkedBroker broker, Wanted wanted) {
        return topic.setIfPresent("Topic", wanted.topic()).setIfPresent("TopicId", broker.id(wanted.id()));
    }
}
