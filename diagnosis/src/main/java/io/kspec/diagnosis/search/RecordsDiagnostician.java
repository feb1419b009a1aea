package io.kspec.diagnosis.search;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.reading.Interpretation;
import io.kspec.diagnosis.reading.Known;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.PartFactory;
import io.kspec.diagnosis.reading.RecordShapes;
import io.kspec.diagnosis.reading.Shape;
import io.kspec.diagnosis.reading.Spot;
import io.kspec.diagnosis.slips.Miscounts;
import io.kspec.diagnosis.slips.VarintEncodings;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds slips inside the records of a message whose fields decode: uncompressed batches of magic 2. */
final class RecordsDiagnostician {
    private static final int LENGTH_END = RecordBatchField.BATCH_LENGTH.start() + Integer.BYTES;
    private static final int COUNT = RecordBatchField.RECORDS_COUNT.start();
    private static final int COMPRESSION = 0x07;
    private static final Search.Families FAMILIES =
            new Search.Families(List.of(new VarintEncodings(), new Miscounts()), List.of(), List.of());

    /**
     * Records that do not decode.
     *
     * @param path the path of their batch
     * @param start where they start in the frame, with their count
     * @param found what the search for slips found
     */
    record Broken(String path, int start, Search.Found found) {}

    private final FrameUnderTest frame;
    private final Interpretation strict;

    RecordsDiagnostician(FrameUnderTest frame, Interpretation strict) {
        this.frame = frame;
        this.strict = strict;
    }

    /** The first batch whose records do not decode and that a slip may explain, or null. */
    @Nullable Broken find() {
        for (Spot spot : strict.spots()) {
            if (spot.part().form() == Part.Form.RECORDS && spot.role() == Spot.Role.CONTENT) {
                List<Integer> batches = batches(frame.bytes().slice(spot.start(), spot.end()));
                for (int i = 0; i + 1 < batches.size(); i++) {
                    Broken broken = broken(spot, i, batches.get(i), batches.get(i + 1));
                    if (broken != null) {
                        return broken;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Broken broken(Spot spot, int index, int from, int to) {
        Bytes records = frame.bytes().slice(spot.start() + from + COUNT, spot.start() + to);
        PartFactory factory = new PartFactory();
        Shape shape = RecordShapes.records(factory);
        Search.Found found = new Search(frame, factory, records, shape, Known.of(frame), FAMILIES).run();
        boolean explained = found.likeliest().stream().anyMatch(Interpretation::complete);
        return found.strict().complete() || !explained
                ? null
                : new Broken(spot.path() + ".Batches[" + index + "]", spot.start() + from + COUNT, found);
    }

    /** Where complete uncompressed batches of magic 2 start, and where the last of them ends. */
    private static List<Integer> batches(Bytes records) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        int at = 0;
        while (records.size() - at >= RecordBatch.HEADER_SIZE) {
            int size = LENGTH_END + records.getInt(at + RecordBatchField.BATCH_LENGTH.start());
            int attributes = records.getShort(at + RecordBatchField.ATTRIBUTES.start());
            boolean readable = records.get(at + RecordBatchField.MAGIC.start()) == RecordBatch.MAGIC
                    && (attributes & COMPRESSION) == 0;
            if (!readable || size < RecordBatch.HEADER_SIZE || size > records.size() - at) {
                break;
            }
            at += size;
            starts.add(at);
        }
        return starts;
    }
}
