package io.kspec.protocol.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cases that no Kafka definition uses, and the effect of versions on a definition. */
class StructResolverTest {
    private static final Versions ALL = Versions.parse("0+");

    @Test
    void everyTypeHasBothEncodings() {
        List<FieldDefinition> fields = Stream.of(FieldKind.values())
                .filter(kind -> kind != FieldKind.STRUCT && kind != FieldKind.ARRAY)
                .flatMap(kind -> Stream.of(
                        field("One" + kind, kind.toString(), ALL, null), field("Many" + kind, "[]" + kind, ALL, null)))
                .toList();
        for (int version = 0; version <= 1; version++) {
            MessageSpec spec = resolve(version, fields, Map.of());
            assertThat(spec.struct().fields()).hasSize(24);
            RandomMessages messages = new RandomMessages(version, Tags.UNKNOWN);
            IntStream.range(0, 200).forEach(i -> {
                Message message = messages.next(spec);
                assertThat(Codec.decode(spec, Codec.encode(message))).isEqualTo(message);
            });
        }
    }

    @Test
    void anUnsignedNumberIsNeverNegative() {
        MessageSpec spec =
                resolve(0, List.of(field("A", "uint32", ALL, null), field("B", "uint16", ALL, null)), Map.of());
        Message decoded = Codec.decode(spec, Bytes.fromHex("ff ff ff ff ff ff"));
        assertThat(decoded.getLong("A")).isEqualTo(0xffff_ffffL);
        assertThat(decoded.getInt("B")).isEqualTo(0xffff);
    }

    @Test
    void aFieldOfAnotherVersionIsKnownButMissing() {
        StructSpec spec = resolve(
                        0,
                        List.of(field("Old", "int8", ALL, null), field("New", "int8", Versions.parse("1+"), null)),
                        Map.of())
                .struct();
        assertThat(spec.has("New")).isFalse();
        assertThat(spec.isKnownInSomeVersion("New")).isTrue();
        assertThat(spec.isKnownInSomeVersion("Never")).isFalse();
    }

    @Test
    void defaultsHaveTheTypeOfTheirField() {
        Message defaults = Message.defaults(resolve(
                        0,
                        List.of(
                                field("Flag", "bool", ALL, "true"),
                                field("Hex", "int32", ALL, "0x7fffffff"),
                                field("Minus", "int64", ALL, "-1"),
                                field("Half", "float64", ALL, "0.5"),
                                field("Text", "string", ALL, "a")),
                        Map.of())
                .struct());
        assertThat(defaults.getBoolean("Flag")).isTrue();
        assertThat(defaults.getInt("Hex")).isEqualTo(Integer.MAX_VALUE);
        assertThat(defaults.getLong("Minus")).isEqualTo(-1);
        assertThat(defaults.getDouble("Half")).isEqualTo(0.5);
        assertThat(defaults.getString("Text")).isEqualTo("a");
    }

    @Test
    void aCommonStructureIsSharedByTheFieldsThatNameIt() {
        StructSpec spec = resolve(
                        0,
                        List.of(field("First", "Pair", ALL, null), field("Rest", "[]Pair", ALL, null)),
                        Map.of("Pair", List.of(field("Left", "int8", ALL, null))))
                .struct();
        assertThat(spec.field("First").type().structSpec())
                .isSameAs(spec.field("Rest").type().structSpec());
    }

    @Test
    void anUndefinedStructureIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> resolve(0, List.of(field("A", "Pair", ALL, null)), Map.of()))
                .withMessage("0.0 Example, A: expected a structure named Pair, found none");
    }

    /** Resolves a message whose versions are flexible from version 1. */
    private static MessageSpec resolve(
            int version, List<FieldDefinition> fields, Map<String, List<FieldDefinition>> structs) {
        MessageDefinition definition =
                new MessageDefinition("0.0", "Example", ALL, Versions.parse("1+"), fields, structs);
        MessageId id = new MessageId("Example", MessageType.DATA, MessageId.NO_API_KEY, version);
        return new MessageSpec(
                id, "0.0", new StructResolver(definition, id, FieldNames.of(List.of(definition))).resolve());
    }

    private static FieldDefinition field(String name, String type, Versions versions, @Nullable String defaultValue) {
        return new FieldDefinition(
                name,
                type,
                versions,
                Versions.NONE,
                Versions.NONE,
                null,
                FieldSpec.UNTAGGED,
                false,
                "",
                defaultValue,
                List.of());
    }
}
