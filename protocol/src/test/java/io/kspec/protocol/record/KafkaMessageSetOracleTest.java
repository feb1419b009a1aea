package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordArbitraries.Entries;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Compares magic 0 and 1 with kafka-clients, in both directions. */
@Domain(RecordArbitraries.class)
@Domain(DomainContext.Global.class)
class KafkaMessageSetOracleTest {
    @Property(tries = 300)
    void kafkaReadsWhatIsWritten(
            @ForAll Entries entries, @ForAll CompressionType compression, @ForAll @IntRange(max = 1) int magic) {
        Assume.that(compression != CompressionType.ZSTD);
        Records written = Records.messageSet(magic)
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .appendAll(entries.records())
                .build();

        assertThat(KafkaRecords.read(written.bytes())).isEqualTo(entries.without(magic == 1));
    }

    @Property(tries = 300)
    void whatKafkaWritesIsRead(
            @ForAll Entries entries, @ForAll CompressionType compression, @ForAll @IntRange(max = 1) int magic) {
        Assume.that(compression != CompressionType.ZSTD);
        Bytes written = KafkaRecords.write(
                KafkaRecords.messageSetBuilder(magic, compression, null, entries.baseOffset()), entries.without(true));

        assertThat(Records.read(written).records()).isEqualTo(entries.without(magic == 1));
    }

    @Property(tries = 200)
    void withoutCompressionBothWriteTheSameBytes(
            @ForAll Entries entries, @ForAll @IntRange(max = 1) int magic, @ForAll boolean appendTime) {
        Assume.that(magic == 1 || !appendTime);
        Bytes theirs = KafkaRecords.write(
                KafkaRecords.messageSetBuilder(
                        magic, CompressionType.NONE, appendTime ? 123_456L : null, entries.baseOffset()),
                entries.without(true));
        MessageSetBuilder ours = Records.messageSet(magic).baseOffset(entries.baseOffset());
        if (appendTime) {
            ours.logAppendTime(123_456);
        }

        assertThat(ours.appendAll(entries.records()).build().bytes()).isEqualTo(theirs);
    }

    @Property(tries = 100)
    void bothReadTheSameLogAppendTime(@ForAll Entries entries, @ForAll CompressionType compression) {
        Assume.that(compression != CompressionType.ZSTD);
        Bytes theirs = KafkaRecords.write(
                KafkaRecords.messageSetBuilder(1, compression, 123_456L, entries.baseOffset()), entries.without(true));

        assertThat(Records.read(theirs).records()).isEqualTo(KafkaRecords.read(theirs));
    }

    @Property(tries = 100)
    void theLz4HeaderChecksumIsWrongInMagic0AndRightInMagic1(
            @ForAll Entries entries, @ForAll @IntRange(max = 1) int magic) {
        Bytes theirs = KafkaRecords.write(
                KafkaRecords.messageSetBuilder(magic, CompressionType.LZ4, null, entries.baseOffset()),
                entries.without(true));
        Records ours = Records.messageSet(magic)
                .baseOffset(entries.baseOffset())
                .compression(CompressionType.LZ4)
                .appendAll(entries.records())
                .build();
        int frame = LegacyMessage.LOG_OVERHEAD + LegacyMessage.smallestSize(magic);

        assertThat(ours.bytes().slice(frame, frame + 7)).isEqualTo(theirs.slice(frame, frame + 7));
    }
}
