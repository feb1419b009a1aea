package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordLimits;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.RecordsLayout;
import io.kspec.protocol.record.RecordsReader;
import io.kspec.protocol.record.TimestampType;
import java.util.ArrayList;
import java.util.List;

/**
 * The reader of records fields, including every record.
 *
 * @param limits the limits of the reader
 */
record RecordsSubject(RecordLimits limits) implements FuzzSubject<RecordsSubject.Content> {
    /**
     * The content of a records field.
     *
     * @param records the batches
     * @param all the records of each batch
     */
    record Content(Records records, List<List<Record>> all) {}

    @Override
    public String name() {
        return "records";
    }

    @Override
    public Content read(Bytes input) {
        Records records =
                RecordsReader.STRICT.allowingPartialBatch().within(limits).read(input);
        List<List<Record>> all = new ArrayList<>();
        records.batches().forEach(batch -> all.add(batch.records(limits)));
        return new Content(records, all);
    }

    @Override
    public Reading<Content> trace(Bytes input) {
        try {
            return new Reading<>(read(input), null, RecordsLayout.of(input));
        } catch (DecodeException e) {
            return new Reading<>(null, e.failure(), RecordsLayout.of(input));
        }
    }

    /**
     * Checks that the batches make up the field, that their records survive encoding, and that they can be converted.
     */
    @Override
    public boolean restores(Content content, Bytes input) {
        Records again = Records.of(content.records().batches());
        boolean same = again.bytes().concat(content.records().partialBatch()).equals(input);
        for (int i = 0; i < content.all().size(); i++) {
            same &= areRewritten(
                    content.records().batches().get(i), content.all().get(i));
        }
        convert(content.records());
        return same;
    }

    private static boolean areRewritten(Batch batch, List<Record> records) {
        if (!(batch instanceof RecordBatch modern) || batch.timestampType() != TimestampType.CREATE_TIME) {
            return true;
        }
        RecordBatch rewritten = RecordBatch.builder()
                .baseOffset(modern.baseOffset())
                .appendAll(records)
                .build();
        return rewritten.records().equals(records);
    }

    /** A failed conversion is a decode failure. */
    private static void convert(Records records) {
        try {
            records.upConverted(7);
            if (records.batches().stream().noneMatch(each -> each.compression() == CompressionType.ZSTD)) {
                records.downConverted(0, 0);
                records.downConverted(1, 0);
            }
        } catch (DecodeException e) {
            // a valid outcome
        }
    }

    @Override
    public Allowance reading() {
        return Allowances.RECORDS.beyond((int) limits.totalBytes());
    }

    @Override
    public Allowance refusing() {
        return reading();
    }

    @Override
    public Allowance tracing() {
        return Allowances.TRACED_RECORDS.beyond((int) limits.totalBytes());
    }

    /** The offset of a failure in compressed data counts from the beginning of the decompressed data. */
    @Override
    public boolean isPlausible(DecodeFailure failure, Bytes input) {
        boolean inside = failure.path().contains(".Decompressed");
        return failure.path().startsWith("Batches[")
                && failure.offset() >= 0
                && failure.offset() <= (inside ? limits.batchBytes() : input.size());
    }
}
