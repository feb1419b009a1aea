package io.kspec.suite.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which mutations there are of a response, and what they do to it. */
class MutationsTest {
    private static final ApiSpec METADATA = Catalog.standard().api("Metadata");
    private static final int NEWEST = METADATA.versions().highest();

    private static List<Mutation> all(ApiSpec api) {
        return Mutations.of(api, api.versions());
    }

    private static Stream<String> of(String field) {
        return all(METADATA).stream()
                .filter(mutation -> mutation.field().equals(field))
                .map(mutation -> mutation.what() + " v" + mutation.version());
    }

    private static Mutation mutation(String field, String what) {
        return all(METADATA).stream()
                .filter(each -> each.field().equals(field) && each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static Message response() {
        return Message.builder(METADATA.response(NEWEST))
                .add(
                        "Brokers",
                        broker -> broker.set("NodeId", 1).set("Host", "a").set("Port", 9092))
                .add("Topics", topic -> topic.set("Name", "t").add("Partitions", partition -> partition
                        .set("LeaderId", 1)
                        .set("ReplicaNodes", List.of(1, 2))))
                .build();
    }

    @Test
    void noTwoHaveTheSameName() {
        Catalog.standard()
                .apis()
                .forEach(api -> assertThat(all(api)).extracting(Mutation::key).doesNotHaveDuplicates());
    }

    @Test
    void aFieldIsMutatedOnceForEachLayoutThatItHas() {
        assertThat(of("Topics[*].Name"))
                .containsExactly(
                        "another text v" + NEWEST,
                        "empty v" + NEWEST,
                        "null v" + NEWEST,
                        "another text v11",
                        "empty v11");
    }

    @Test
    void everyStructureOfAKindIsWrong() {
        Message wrong = mutation("Topics[*].Partitions[*].LeaderId", "one more")
                .change()
                .apply(response());

        assertThat(wrong.getStructs("Topics")
                        .get(0)
                        .getStructs("Partitions")
                        .get(0)
                        .getInt("LeaderId"))
                .isEqualTo(2);
        assertThat(mutation("Topics[*].Partitions[*].ReplicaNodes", "entries reversed")
                        .change()
                        .apply(response())
                        .getStructs("Topics")
                        .get(0)
                        .getStructs("Partitions")
                        .get(0)
                        .getInts("ReplicaNodes"))
                .containsExactly(2, 1);
    }

    @Test
    void neighboursOfATypeChangePlaces() {
        Message wrong = mutation("Topics[*].Partitions[*].PartitionIndex", "swapped with LeaderId")
                .change()
                .apply(response());

        Message partition =
                wrong.getStructs("Topics").get(0).getStructs("Partitions").get(0);
        assertThat(partition.getInt("PartitionIndex")).isEqualTo(1);
        assertThat(partition.getInt("LeaderId")).isZero();
    }

    @Test
    void whatIsWrongCanStillBeWritten() {
        Message response = response();

        assertThat(all(METADATA))
                .filteredOn(mutation -> mutation.version() == NEWEST)
                .allSatisfy(mutation -> assertThat(
                                Codec.encode(mutation.change().apply(response)).size())
                        .isPositive());
    }
}
