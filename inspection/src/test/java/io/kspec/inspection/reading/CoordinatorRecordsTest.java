package io.kspec.inspection.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.inspection.dump.Dump;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.record.RecordBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Apache Kafka writes to its internal topics, for groups of all types, share groups' state and transactions. */
class CoordinatorRecordsTest {
    private static final Question NOTHING = new Question(null, null, null, false, null, null);

    /**
     * A record of an internal topic.
     *
     * @param telling whether the value is recognized when it comes alone
     */
    private record Sample(String name, Bytes key, Bytes value, boolean telling) {
        static Sample of(String line) {
            StringTokenizer words = new StringTokenizer(line);
            return new Sample(
                    words.nextToken(),
                    Bytes.fromHex(words.nextToken()),
                    Bytes.fromHex(words.nextToken()),
                    words.nextToken().equals("recognized"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CoordinatorRecordsTest.class.getResourceAsStream("coordinator-records.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(Sample::of).toList().stream();
        }
    }

    private static List<Piece> pieces(Bytes bytes, Question question) {
        return Inspection.of(new Dump.Plain(bytes), question).pieces();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aKeyIsRecognized(Sample sample) {
        List<Piece> pieces = pieces(sample.key(), NOTHING);

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).title()).startsWith(sample.name() + "Key v");
        assertThat(pieces.get(0).isSound()).isTrue();
    }

    /** Some values have the same fields as others, which are shown as well. */
    @ParameterizedTest
    @MethodSource("samples")
    void aValueIsRecognizedIfSomethingInItIsTelling(Sample sample) {
        if (sample.telling()) {
            assertThat(pieces(sample.value(), NOTHING))
                    .anySatisfy(piece -> assertThat(piece.title()).startsWith(sample.name() + "Value v"))
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(Piece::isSound);
        } else {
            assertThat(StructureFinder.recognize(sample.value())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueIsReadByItsName(Sample sample) {
        List<Piece> pieces = pieces(sample.value(), Question.about(sample.name() + "Value"));

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0).title()).startsWith(sample.name() + "Value v");
        assertThat(pieces.get(0).isSound()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keyAndValueOfARecordAreExpanded(Sample sample) {
        Bytes batch = RecordBatch.builder()
                .append(1_700_000_000_000L, sample.key(), sample.value())
                .build()
                .bytes();

        Piece records = pieces(batch, NOTHING).get(0);

        assertThat(records.notes().values().stream().flatMap(List::stream))
                .anySatisfy(note -> assertThat(note).startsWith(sample.name() + "Key v"))
                .anySatisfy(note -> assertThat(note).startsWith(sample.name() + "Value v"));
        assertThat(records.entries())
                .extracting(LayoutEntry::path)
                .contains("Batches[0].Records[0].Key.Version", "Batches[0].Records[0].Value.Version");
    }

    @Test
    void recordsOfUsersAreLeftAsTheyAre() {
        Bytes batch = RecordBatch.builder()
                .append(
                        1_700_000_000_000L,
                        Bytes.wrap("order-1".getBytes(StandardCharsets.UTF_8)),
                        Bytes.fromHex("0000 0000000000000029 0000 0000018bcfe56800"))
                .build()
                .bytes();

        assertThat(pieces(batch, NOTHING).get(0).notes()).isEmpty();
    }
}
