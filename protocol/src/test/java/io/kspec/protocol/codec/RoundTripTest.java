package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.spec.Catalog;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** Every message at every version survives encoding and decoding, and so do its bytes. */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class RoundTripTest {
    @Example
    void everyRequestResponseHeaderAndDataMessageIsTried() {
        int headers = 3 + 2;
        int data = 86;
        assertThat(EveryMessage.count()).isEqualTo(2 * 368 + headers + data);
    }

    @Property(tries = 40)
    void encodeThenDecodeIsIdentity(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Message message = messages.next(spec);
            Bytes encoded = Codec.encode(message);
            assertThat(encoded.size()).isGreaterThanOrEqualTo(spec.struct().minimumSize());
            Message decoded = Codec.decode(spec, encoded);
            assertThat(decoded).isEqualTo(message);
            assertThat(decoded.hashCode()).isEqualTo(message.hashCode());
            assertThat(Codec.encode(decoded)).isEqualTo(encoded);
        });
    }

    /** Other encoders may write tagged fields that have their default; decoding keeps them. */
    @Example
    void anExplicitDefaultIsKept() {
        MessageSpec spec = Catalog.standard().api("Fetch").request(12);
        Message withoutTags = Message.defaults(spec.struct());
        Bytes plain = Codec.encode(withoutTags);
        // Tag 0, ClusterId, one byte: a null string.
        Bytes explicit = plain.slice(0, plain.size() - 1).concat(Bytes.fromHex("01 00 01 00"));

        Message decoded = Codec.decode(spec, explicit);

        assertThat(decoded.getNullableString("ClusterId")).isNull();
        assertThat(decoded).isNotEqualTo(withoutTags);
        assertThat(Codec.encode(decoded)).isEqualTo(explicit);
    }

    @Example
    void aTaggedFieldThatIsSetEqualsTheSameFieldDecoded() {
        MessageSpec spec = Catalog.standard().api("Fetch").request(12);
        Message set = Message.builder(spec).set("ClusterId", "c").build();
        assertThat(Codec.decode(spec, Codec.encode(set))).isEqualTo(set);
    }

    @Property(tries = 5)
    void aTreeOfPlainValuesHoldsTheWholeMessage(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Message message = messages.next(spec);
            assertThat(MessageTree.toMessage(spec.struct(), MessageTree.of(message)))
                    .isEqualTo(message);
        });
    }
}
