package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.QuotaRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A random walk that alters the quotas of all kinds of entities, possible and impossible ones, and describes them. */
final class QuotaWalk {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> TYPES = List.of("user", "client-id", "ip", "user", "client-id", "ip", "host", "");
    private static final List<@Nullable String> NAMES = Arrays.asList(null, "alice", "bob", "", null, "alice", "bob");
    private static final List<@Nullable String> ADDRESSES =
            Arrays.asList(null, "10.0.0.1", "::1", "localhost", "10.0.0.2", "", "256.0.0.1");
    private static final List<String> KEYS = List.of(
            "producer_byte_rate",
            "consumer_byte_rate",
            "request_percentage",
            "controller_mutation_rate",
            "connection_creation_rate",
            "no_such_quota");
    /** None of them throttles the walk itself. */
    private static final List<Double> VALUES =
            List.of(1024.0, 2048.0, 0.0, -1.0, 1024.5, 1e9, 3e9, 1e30, Double.POSITIVE_INFINITY, Double.NaN);

    private final Random random;
    private final Stage kafka;
    private final Stage mock;
    private final ComparableAnswer form = new ComparableAnswer(Set.of());
    private final List<String> walk = new ArrayList<>();

    QuotaWalk(Random random, Stage kafka, Stage mock) {
        this.random = random;
        this.kafka = kafka;
        this.mock = mock;
    }

    void play(int steps, String plan) {
        for (int step = 0; step < steps; step++) {
            int version = random.nextInt(2);
            ClientRequest alteration = alteration();
            String expected = form.of(ask(kafka, alteration, version));
            walk.add(alteration.at(version) + " -> " + expected);
            assertThat(form.of(ask(mock, alteration, version)))
                    .as("%s, quotas, step %s of %s", plan, step, String.join("\n", walk))
                    .isEqualTo(expected);
            compare(description(), version, plan);
        }
        compare(QuotaRequests.describeAll(), 1, plan);
    }

    /** Apache Kafka may need a moment until the broker knows what the controller has decided. */
    private void compare(ClientRequest description, int version, String plan) {
        String expected = form.of(ask(mock, description, version));
        Optional<String> difference = Await.of("the same answer to " + description.at(version), LIMIT)
                .failure(() -> {
                    String found = form.of(ask(kafka, description, version));
                    return found.equals(expected) ? Optional.empty() : Optional.of(found);
                });
        assertThat(difference)
                .as("the mock answers %s, %s, to %s after %s", expected, plan, description, String.join("\n", walk))
                .isEmpty();
    }

    private static Message ask(Stage stage, ClientRequest request, int version) {
        return stage.role("quotas").ask(request, version);
    }

    /** A request is built anew whenever it is sent, and has to be the same each time. */
    private ClientRequest alteration() {
        long seed = random.nextLong();
        return ClientRequest.of("AlterClientQuotas", body -> {
            Random own = new Random(seed);
            body.set("ValidateOnly", own.nextInt(5) == 0);
            int entries = 1 + own.nextInt(2);
            for (int i = 0; i < entries; i++) {
                body.add("Entries", entry -> fill(entry, own));
            }
        });
    }

    private static void fill(MessageBuilder entry, Random own) {
        int parts = own.nextInt(8) == 0 ? 0 : 1 + own.nextInt(2);
        boolean ofAddress = false;
        for (int i = 0; i < parts; i++) {
            String type = oneOf(TYPES, own);
            ofAddress |= type.equals("ip");
            @Nullable String name = oneOf(type.equals("ip") ? ADDRESSES : NAMES, own);
            entry.add("Entity", part -> part.set("EntityType", type).set("EntityName", name));
        }
        int ops = own.nextInt(10) == 0 ? 0 : 1 + own.nextInt(2);
        for (int i = 0; i < ops; i++) {
            String key = ofAddress && own.nextBoolean() ? "connection_creation_rate" : oneOf(KEYS, own);
            boolean remove = own.nextInt(4) == 0;
            double value = own.nextInt(3) == 0 ? oneOf(VALUES, own) : 1024;
            entry.add("Ops", op -> op.set("Key", key).set("Value", value).set("Remove", remove));
        }
    }

    private ClientRequest description() {
        long seed = random.nextLong();
        return ClientRequest.of("DescribeClientQuotas", body -> {
            Random own = new Random(seed);
            body.set("Strict", own.nextBoolean());
            int components = own.nextInt(3);
            for (int i = 0; i < components; i++) {
                String type = oneOf(TYPES, own);
                int match = own.nextInt(10) == 0 ? 3 : own.nextInt(3);
                boolean named = (match == QuotaRequests.EXACT) == (own.nextInt(10) > 0);
                String name = type.equals("ip") ? "10.0.0.1" : "alice";
                body.add("Components", component -> component
                        .set("EntityType", type)
                        .set("MatchType", match)
                        .set("Match", named ? name : null));
            }
        });
    }

    private static <T extends @Nullable Object> T oneOf(List<T> all, Random own) {
        return all.get(own.nextInt(all.size()));
    }
}
