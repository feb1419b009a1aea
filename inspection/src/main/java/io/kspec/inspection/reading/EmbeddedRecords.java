package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.record.RecordsLayout;
import io.kspec.protocol.record.RecordsReader;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The batches in a field of records. */
final class EmbeddedRecords {
    /** How many records of a compressed batch are listed; they have no bytes of their own to show. */
    private static final int LISTED = 20;

    private final LayoutEntry field;
    private final Bytes bytes;
    private final boolean cutAllowed;

    private EmbeddedRecords(LayoutEntry field, Bytes bytes, boolean cutAllowed) {
        this.field = field;
        this.bytes = bytes;
        this.cutAllowed = cutAllowed;
    }

    /**
     * Expands a field of records.
     *
     * @param cutAllowed whether the last batch may be cut off, as in a Fetch response
     */
    static Embedded expand(LayoutEntry field, Bytes bytes, boolean cutAllowed) {
        return new EmbeddedRecords(field, bytes, cutAllowed).expand();
    }

    private Embedded expand() {
        Embedded expanded = CoordinatorRecords.expand(RecordsLayout.of(bytes).entries());
        List<LayoutEntry> entries = expanded.entries();
        RecordsReader reader = cutAllowed ? RecordsReader.STRICT.allowingPartialBatch() : RecordsReader.STRICT;
        List<DecodeFailure> failures = new ArrayList<>();
        Map<Integer, List<String>> notes = new HashMap<>(expanded.notes());
        try {
            Records records = reader.read(bytes);
            for (int i = 0; i < records.batches().size(); i++) {
                Batch batch = records.batches().get(i);
                if (batch.compression() != CompressionType.NONE) {
                    notes.put(lastOf(entries, "Batches[" + i + "]"), compressed(batch));
                }
            }
            if (!records.partialBatch().isEmpty()) {
                notes.put(entries.size() - 1, List.of("the broker cut this batch off at the requested size"));
            }
        } catch (DecodeException e) {
            failures.add(Embedded.moved(e.failure(), field.path(), field.start()));
        }
        List<LayoutEntry> moved = entries.stream()
                .map(entry -> Embedded.moved(entry, field.path(), field.start()))
                .toList();
        return new Embedded(moved, failures, notes);
    }

    private static int lastOf(List<LayoutEntry> entries, String batch) {
        int last = entries.size() - 1;
        while (last > 0
                && (entries.get(last).role() == LayoutRole.GROUP
                        || !entries.get(last).path().startsWith(batch))) {
            last--;
        }
        return last;
    }

    private static List<String> compressed(Batch batch) {
        List<Record> records = batch.records();
        List<String> lines = new ArrayList<>();
        lines.add(records.size() + (records.size() == 1 ? " record, " : " records, ") + batch.compression() + ":");
        records.stream().limit(LISTED).forEach(record -> lines.add(line(record)));
        if (records.size() > LISTED) {
            lines.add("and " + (records.size() - LISTED) + " more");
        }
        return lines;
    }

    private static String line(Record record) {
        return "offset " + record.offset() + ": key " + FieldText.FULL.content(record.key()) + ", value "
                + FieldText.FULL.content(record.value())
                + (record.headers().isEmpty() ? "" : ", " + record.headers().size() + " headers");
    }
}
