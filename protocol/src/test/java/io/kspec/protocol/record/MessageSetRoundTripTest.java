package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.record.RecordArbitraries.Entries;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Magic 0 and 1, written and read by kspec. */
@Domain(RecordArbitraries.class)
@Domain(DomainContext.Global.class)
class MessageSetRoundTripTest {
    @Property(tries = 300)
    void whatIsWrittenIsRead(
            @ForAll Entries entries, @ForAll CompressionType compression, @ForAll @IntRange(max = 1) int magic) {
        Assume.that(compression != CompressionType.ZSTD);
        Records written = Records.messageSet(magic)
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .appendAll(entries.records())
                .build();

        Records read = Records.read(written.bytes());

        assertThat(read).isEqualTo(written);
        assertThat(read.batches())
                .hasSize(compression == CompressionType.NONE ? entries.records().size() : 1)
                .allSatisfy(each -> assertThat(each.magic()).isEqualTo(magic))
                .allSatisfy(each -> assertThat(each.compression()).isEqualTo(compression));
        assertThat(read.records()).isEqualTo(entries.without(magic == 1));
    }

    @Property(tries = 200)
    void whatIsReadIsWrittenAgainByteForByte(@ForAll Entries entries, @ForAll @IntRange(max = 1) int magic) {
        Records source = Records.messageSet(magic).appendAll(entries.records()).build();

        Records again = Records.messageSet(magic)
                .appendAll(Records.read(source.bytes()).records())
                .build();

        assertThat(again.bytes()).isEqualTo(source.bytes());
    }

    @Property(tries = 100)
    void aLogAppendTimeAppliesToEveryRecord(@ForAll Entries entries, @ForAll CompressionType compression) {
        Assume.that(compression != CompressionType.ZSTD);
        Records written = Records.messageSet(1)
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .logAppendTime(123_456)
                .appendAll(entries.records())
                .build();

        assertThat(Records.read(written.bytes()).records())
                .hasSameSizeAs(entries.records())
                .allSatisfy(each -> assertThat(each.timestamp()).isEqualTo(123_456))
                .allSatisfy(each -> assertThat(each.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME));
    }
}
