package io.kspec.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class MessageTreeTest {
    private final Catalog catalog = Catalog.standard();
    private final MessageSpec heartbeat = catalog.api("Heartbeat").response(1);

    @Test
    void anErrorCodeMayBeSetByName() {
        Message tree = MessageTree.toMessage(heartbeat.struct(), Map.of("ErrorCode", "illegal_generation"));
        assertThat(tree)
                .isEqualTo(Message.builder(heartbeat)
                        .set("ErrorCode", ErrorCode.ILLEGAL_GENERATION)
                        .build());
    }

    @Test
    void aTreeThatDoesNotFitNamesThePath() {
        MessageSpec spec = catalog.api("CreateTopics").response(7);
        refusedTree(spec, "Topics", List.of(Map.of("Nope", 1)))
                .hasMessageStartingWith("Topics[0].Nope: expected a field of CreateTopics v7 response, ");
        refusedTree(spec, "Topics", List.of(Map.of("TopicId", "xyz")))
                .hasMessage("Topics[0].TopicId: expected a UUID, found xyz");
        refusedTree(spec, "Topics", List.of(Map.of("ErrorCode", "OOPS")))
                .hasMessage("Topics[0].ErrorCode: expected int16 or an error's name, found OOPS");
        refusedTree(spec, "Topics", 3).hasMessageStartingWith("Topics: ").hasMessageEndingWith("found Integer 3");
        refusedTree(catalog.api("SaslAuthenticate").request(2), "AuthBytes", "0g")
                .hasMessage("AuthBytes: expected hexadecimal digits, found 0g");
        refusedTree(spec, MessageTree.UNKNOWN_TAGS, Map.of("x", "00"))
                .hasMessage("UnknownTaggedFields: expected hexadecimal digits by tag, found x: 00");
    }

    @Test
    void aTreeMayHaveAnyValueThatABuilderAccepts() {
        MessageSpec spec = catalog.api("CreateTopics").response(7);
        assertThat(MessageTree.toMessage(spec.struct(), Map.of("Topics", List.of(Map.of("TopicId", KafkaUuid.ZERO))))
                        .getStructs("Topics"))
                .singleElement()
                .satisfies(topic -> assertThat(topic.getUuid("TopicId")).isEqualTo(new UUID(0, 0)));
    }

    private static AbstractThrowableAssert<?, ?> refusedTree(MessageSpec spec, String field, Object value) {
        return assertThatThrownBy(() -> MessageTree.toMessage(spec.struct(), Map.of(field, value)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
