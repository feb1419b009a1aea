package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndTransactionMarkerTest {
    @ParameterizedTest
    @EnumSource
    void aMarkerHasTheSameBytesAsKafkas(EndTransactionMarker.Type type) {
        ByteBuffer theirs = MemoryRecords.withEndTransactionMarker(
                        42,
                        123_456,
                        RecordBatch.NO_PARTITION_LEADER_EPOCH,
                        77,
                        (short) 3,
                        new org.apache.kafka.common.record.internal.EndTransactionMarker(
                                ControlRecordType.valueOf(type.name()), 5))
                .buffer();

        RecordBatch ours = new EndTransactionMarker(type, 5).toBatch(42, 123_456, 77, (short) 3);

        assertThat(ours.bytes()).isEqualTo(Bytes.copyOf(theirs));
        assertThat(ours.isControl()).isTrue();
        assertThat(Records.read(ours.bytes()).records()).hasSize(1);
    }
}
