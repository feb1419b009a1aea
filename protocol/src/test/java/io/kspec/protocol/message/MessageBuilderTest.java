package io.kspec.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageBuilderTest {
    private final Catalog catalog = Catalog.standard();
    private final MessageSpec fetch = catalog.api("Fetch").request(12);
    private final MessageSpec heartbeat = catalog.api("Heartbeat").response(1);

    @Test
    void aFieldThatNoVersionHasIsRejectedWithTheKnownNames() {
        refused(heartbeat, "Nope", 1)
                .hasMessage("Heartbeat v1 response, HeartbeatResponse: no field Nope; "
                        + "expected one of [ErrorCode, ThrottleTimeMs]");
    }

    @Test
    void aFieldOfAnotherVersionIsRejectedAsSuch() {
        MessageSpec v0 = catalog.api("Heartbeat").response(0);
        refused(v0, "ThrottleTimeMs", 1)
                .hasMessage("Heartbeat v0 response, HeartbeatResponse: no field ThrottleTimeMs at this version; "
                        + "expected one of [ErrorCode]");
        assertThat(Message.builder(v0).setIfPresent("ThrottleTimeMs", 1).build().has("ThrottleTimeMs"))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder(v0).setIfPresent("Nope", 1));
    }

    @Test
    void aMisfitNamesTheExpectedTypeAndTheValue() {
        refused(heartbeat, "ErrorCode", 40_000)
                .hasMessage("Heartbeat v1 response, HeartbeatResponse, ErrorCode: expected int16, found Integer 40000");
        refused(heartbeat, "ErrorCode", "x")
                .hasMessage("Heartbeat v1 response, HeartbeatResponse, ErrorCode: expected int16, found String x");
        refused(heartbeat, "ErrorCode", null)
                .hasMessage("Heartbeat v1 response, HeartbeatResponse, ErrorCode: expected int16, found null");
        refused(fetch, "RackId", null)
                .hasMessage("Fetch v12 request, FetchRequest, RackId: expected string, found null");
        refused(fetch, "ClusterId", 3)
                .hasMessage("Fetch v12 request, FetchRequest, ClusterId: expected string or null, found Integer 3");
        refused(fetch, "Topics", List.of(3)).hasMessageEndingWith("expected FetchTopic, found Integer 3");
        refused(fetch, "Topics", Arrays.asList((Object) null)).hasMessageEndingWith("expected FetchTopic, found null");
        refused(fetch, "Topics", List.of(Message.defaults(heartbeat.struct())))
                .hasMessageEndingWith(
                        "expected FetchTopic, found a structure of Heartbeat v1 response, HeartbeatResponse");
    }

    @Test
    void theEndsOfARangeFit() {
        for (int value : new int[] {Short.MIN_VALUE, Short.MAX_VALUE}) {
            assertThat(Message.builder(heartbeat)
                            .set("ErrorCode", value)
                            .build()
                            .getShort("ErrorCode"))
                    .isEqualTo((short) value);
        }
        refused(heartbeat, "ErrorCode", Short.MAX_VALUE + 1);
        refused(heartbeat, "ThrottleTimeMs", Integer.MIN_VALUE - 1L);
    }

    @Test
    void aListIsCopied() {
        List<Message> topics = new ArrayList<>();
        Message message = Message.builder(fetch).set("Topics", topics).build();
        topics.add(Message.defaults(fetch.struct().field("Topics").type().structSpec()));
        assertThat(message.getStructs("Topics")).isEmpty();
    }

    @Test
    void aBuilderBuildsOnce() {
        MessageBuilder builder = Message.builder(heartbeat);
        builder.build();
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessage("a builder can build only one message");
    }

    @Test
    void unknownTagsMustAscendAndBeUnknownInAFlexibleVersion() {
        TaggedField five = new TaggedField(5, Bytes.EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder(fetch).unknownTaggedFields(List.of(five, five)))
                .withMessageEndingWith("expected a tag above 5, found 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder(fetch).unknownTaggedFields(List.of(new TaggedField(0, Bytes.EMPTY))))
                .withMessageEndingWith("expected an unknown tag, found 0, which is ClusterId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.builder(heartbeat).unknownTaggedFields(List.of(five)))
                .withMessageEndingWith("expected no tagged fields in a version that is not flexible, found 1");
    }

    @Test
    void aGetterOfAnotherTypeIsRejected() {
        Message message = Message.defaults(fetch.struct());
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> message.getBoolean("MaxBytes"));
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> message.getShort("MaxBytes"));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> message.getString("ClusterId"))
                .withMessage("Fetch v12 request, FetchRequest, ClusterId: null");
    }

    @Test
    void messagesThatDifferInOneFieldAreNotEqual() {
        Message defaults = Message.defaults(fetch.struct());
        assertThat(defaults.with("MinBytes", 0)).isEqualTo(defaults);
        assertThat(defaults.with("MinBytes", 1)).isNotEqualTo(defaults);
        assertThat(defaults.with("RackId", "r")).isNotEqualTo(defaults);
    }

    @Test
    void aStringThatCannotBeWrittenIsRejected() {
        refused(fetch, "RackId", "a\ud83d")
                .hasMessage("RackId: expected well-formed Unicode, found a lone surrogate at 1");
        refused(fetch, "RackId", "é".repeat(16_384))
                .hasMessage("RackId: expected a string of at most 32767 bytes of UTF-8, found 32768");
        assertThat(Message.builder(fetch)
                        .set("RackId", "é😀".repeat(5_461))
                        .build()
                        .getString("RackId"))
                .hasSize(16_383);
    }

    private static AbstractThrowableAssert<?, ?> refused(MessageSpec spec, String field, @Nullable Object value) {
        return assertThatThrownBy(() -> Message.builder(spec).set(field, value))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
