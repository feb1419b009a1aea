package io.kspec.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shows that the fuzz tests can fail: each reader here breaks one promise, which is detected. */
class FaultyReadersTest {
    private static final MessageId ID = new MessageId("Text", MessageType.DATA, MessageId.NO_API_KEY, 0);
    private static final Bytes INPUT = Bytes.fromHex("0002 6162");

    /** Reads bytes after an int16 length, with one part replaced by a faulty one. */
    private record Reader(
            Function<Bytes, Bytes> reader, Function<Bytes, Bytes> tracer, Function<Bytes, Bytes> writer, int end)
            implements FuzzSubject<Bytes> {
        static final Reader SOUND = new Reader(Reader::content, Reader::content, Reader::written, -1);

        static Bytes content(Bytes input) {
            int length = input.size() < 2 ? -1 : input.getShort(0);
            if (length != input.size() - 2) {
                throw refusal(0, "found " + length);
            }
            return input.slice(2);
        }

        static Bytes written(Bytes content) {
            return FuzzNumber.fixed(content.size(), 2).concat(content);
        }

        Reader reading(Function<Bytes, Bytes> other) {
            return new Reader(other, other, writer, end);
        }

        @Override
        public String name() {
            return "text";
        }

        @Override
        public Bytes read(Bytes input) {
            return reader.apply(input);
        }

        @Override
        public Reading<Bytes> trace(Bytes input) {
            Layout layout = new Layout(
                    List.of(new LayoutEntry(ID, "", null, LayoutRole.VALUE, 0, end < 0 ? input.size() : end, null)));
            try {
                return new Reading<>(tracer.apply(input), null, layout);
            } catch (DecodeException e) {
                return new Reading<>(null, e.failure(), layout);
            }
        }

        @Override
        public boolean restores(Bytes value, Bytes input) {
            return writer.apply(value).equals(input);
        }

        @Override
        public Allowance reading() {
            return new Allowance(10, 8 << 10);
        }

        @Override
        public Allowance refusing() {
            return reading();
        }

        @Override
        public Allowance tracing() {
            return reading();
        }
    }

    private static DecodeException refusal(int offset, String found) {
        return new DecodeException(new DecodeFailure(
                ID, "", offset, DecodeFailure.Kind.LENGTH_OUT_OF_RANGE, "the length of what follows", found));
    }

    private static void assertDetected(Reader reader, String how) {
        assertThatThrownBy(() -> new Trial<>(reader, INPUT).run())
                .isInstanceOf(Trial.Violation.class)
                .hasMessageContaining(how);
    }

    @Test
    void aCorrectReaderPasses() {
        assertThat(new Trial<>(Reader.SOUND, INPUT).run().refusal()).isNull();
        assertThat(new Trial<>(Reader.SOUND, Bytes.EMPTY).run().refusal())
                .isEqualTo(DecodeFailure.Kind.LENGTH_OUT_OF_RANGE);
    }

    @Test
    void anotherExceptionIsDetected() {
        assertDetected(Reader.SOUND.reading(input -> input.slice(input.getShort(0) + 3)), "IndexOutOfBoundsException");
    }

    @Test
    void anErrorIsDetected() {
        assertDetected(Reader.SOUND.reading(input -> following(input, 0)), "StackOverflowError");
        assertDetected(Reader.SOUND.reading(input -> Bytes.wrap(new byte[Integer.MAX_VALUE])), "OutOfMemoryError");
    }

    /** Recurses into the position that the length refers to, which may be the same one. */
    private static Bytes following(Bytes input, int at) {
        return at >= input.size() ? input : following(input, input.getShort(at) - 2);
    }

    @Test
    void aFailureBeyondTheInputIsDetected() {
        assertDetected(
                Reader.SOUND.reading(input -> {
                    throw refusal(input.size() + 1, "found nothing");
                }),
                "a failure that cannot be");
    }

    @Test
    void aDisagreementWithTheLayoutIsDetected() {
        Reader lenient = new Reader(Reader::content, input -> Bytes.EMPTY, Reader::written, -1);
        Reader strict = new Reader(
                Reader::content,
                input -> {
                    throw refusal(0, "found fault");
                },
                Reader::written,
                -1);

        assertDetected(lenient, "but traced");
        assertDetected(strict, "but traced");
    }

    @Test
    void aLayoutBeyondTheInputIsDetected() {
        assertDetected(new Reader(Reader::content, Reader::content, Reader::written, 5), "is not within 4 bytes");
    }

    @Test
    void twoEncodingsOfOneValueAreDetected() {
        Reader careless = Reader.SOUND.reading(input -> input.slice(2));

        assertThat(new Trial<>(careless, INPUT).run().refusal()).isNull();
        assertThatThrownBy(() -> new Trial<>(careless, Bytes.fromHex("7fff 6162")).run())
                .hasMessageContaining("written as other bytes");
    }

    @Test
    void anAllocationThatTrustsALengthIsDetected() {
        Reader trusting = Reader.SOUND.reading(input -> {
            byte[] content = new byte[input.getShort(0) & 0xffff];
            return Reader.content(input).isEmpty() ? Bytes.wrap(content) : input.slice(2);
        });

        assertThat(new Trial<>(trusting, INPUT).run().refusal()).isNull();
        assertThatThrownBy(() -> new Trial<>(trusting, Bytes.fromHex("ffff 6162")).run())
                .hasMessageContaining("refusing 4 bytes allocated 6");
    }

    @Test
    void quadraticTimeIsDetected() {
        assertThat(growth(FaultyReadersTest::sortedByInsertion)).isGreaterThan(Growth.MOST);
        assertThat(growth(FaultyReadersTest::appended)).isLessThan(Growth.MOST);
    }

    private static double growth(Function<Bytes, Bytes> reading) {
        return new Growth(Reader.SOUND.reading(reading), size -> Bytes.wrap(new byte[size]), 1 << 10).measure();
    }

    private static Bytes sortedByInsertion(Bytes input) {
        return listed(input, true);
    }

    private static Bytes appended(Bytes input) {
        return listed(input, false);
    }

    private static Bytes listed(Bytes input, boolean first) {
        List<@Nullable Byte> list = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            list.add(first ? 0 : i, input.get(i));
        }
        return list.size() == input.size() ? input : Bytes.EMPTY;
    }
}
