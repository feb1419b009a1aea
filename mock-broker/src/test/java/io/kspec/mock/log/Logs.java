package io.kspec.mock.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.Requests;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log space and its logs, to which tests append at a time that they set. */
final class Logs {
    static final CleanupConfig KEEPING = new CleanupConfig(true, false, -1, -1, Long.MAX_VALUE, 1_000, 0, 0.5);
    static final CleanupConfig COMPACTING = new CleanupConfig(false, true, -1, -1, Long.MAX_VALUE, 1_000, 0, 0.5);

    final LogSpace space;
    final LogMaintenance maintenance;
    long nowMs = 100_000;

    Logs(long capacity) {
        space = new LogSpace(capacity);
        maintenance = new LogMaintenance(space);
    }

    PartitionLog log(CleanupConfig cleanup, int segmentBytes) {
        return new PartitionLog(
                new LogConfig(1 << 20, segmentBytes, false, Long.MAX_VALUE, Long.MAX_VALUE, 1, cleanup, null), space);
    }

    /** Appends a batch of one record that has the current time. */
    void append(PartitionLog log, String key, @Nullable String value) {
        append(log, RecordBatch.builder(), key, value);
    }

    void append(PartitionLog log, RecordBatchBuilder batch, String key, @Nullable String value) {
        Bytes bytes = value == null ? null : Requests.utf8(value);
        append(log, batch.append(nowMs, Requests.utf8(key), bytes).build());
    }

    void append(PartitionLog log, RecordBatch batch) {
        AppendResult result = new Appender(log, nowMs).append(batch.bytes(), ProduceRules.of(9));
        assertThat(result.error()).isEqualTo(ErrorCode.NONE);
    }

    /** The offset, key and value of each record: {@code 3 k=v}. */
    static List<String> records(PartitionLog log) {
        return batches(log).stream()
                .flatMap(batch -> batch.records().stream())
                .map(record -> record.offset() + " " + text(record.key()) + "=" + text(record.value()))
                .toList();
    }

    static List<RecordBatch> batches(PartitionLog log) {
        Records whole = log.readWhole(log.startOffset(), Integer.MAX_VALUE);
        return whole.batches().stream().map(RecordBatch.class::cast).toList();
    }

    private static @Nullable String text(@Nullable Bytes bytes) {
        return bytes == null ? null : new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
