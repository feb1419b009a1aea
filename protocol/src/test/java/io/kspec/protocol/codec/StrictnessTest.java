package io.kspec.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.EveryMessage;
import io.kspec.protocol.RandomMessages;
import io.kspec.protocol.RandomMessages.Tags;
import io.kspec.protocol.message.MessageSpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** For every message at every version, only its exact bytes decode; everything else is a failure. */
@Tag("long")
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class StrictnessTest {
    @Property(tries = 1)
    void eachTruncationFails(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, 12, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Bytes whole = Codec.encode(messages.next(spec));
            // Each position in the first and last hundred bytes, and some between.
            for (int size = 0; size < whole.size(); size += step(size, whole.size())) {
                assertFails(spec, whole.slice(0, size));
            }
        });
    }

    private static int step(int size, int whole) {
        return size < 100 || whole - size <= 100 ? 1 : Math.min(17, whole - 100 - size);
    }

    @Property(tries = 3)
    void aTrailingByteFails(@ForAll long seed) {
        RandomMessages messages = new RandomMessages(seed, Tags.values());
        EveryMessage.forEach(seed, spec -> {
            Bytes whole = Codec.encode(messages.next(spec));
            DecodeFailure failure = assertFails(spec, whole.concat(Bytes.copyOf((byte) 0)));
            assertThat(failure.kind()).isEqualTo(DecodeFailure.Kind.TRAILING_BYTES);
            assertThat(failure.offset()).isEqualTo(whole.size());
        });
    }

    private static DecodeFailure assertFails(MessageSpec spec, Bytes bytes) {
        try {
            return fail(bytes + " decoded as " + Codec.decode(spec, bytes));
        } catch (DecodeException e) {
            DecodeFailure failure = e.failure();
            assertThat(failure).isEqualTo(Codec.attempt(spec, bytes).failure());
            assertThat(failure.offset()).isBetween(0, bytes.size());
            assertThat(failure.message()).isEqualTo(spec.id());
            return failure;
        }
    }
}
