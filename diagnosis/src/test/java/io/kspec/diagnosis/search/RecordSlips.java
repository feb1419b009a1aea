package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Record batches whose varints are not zig-zag encoded, with correct lengths and checksums. */
final class RecordSlips implements SlipMaker {

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        LayoutEntry length = null;
        for (LayoutEntry entry : sample.entries()) {
            if (entry.field() == null || entry.field().kind() != FieldKind.RECORDS) {
                continue;
            }
            if (entry.role() == LayoutRole.LENGTH) {
                length = entry;
            } else if (entry.role() == LayoutRole.VALUE && length != null && entry.size() > 0) {
                Bytes plain = plain(sample.bytes().slice(entry.start(), entry.end()));
                boolean compact = entry.field().compact();
                Bytes with = compact
                        ? new ByteWriter().varint(plain.size() + 1).bytes()
                        : new ByteWriter().int32(plain.size()).bytes();
                Slipped slipped = Slipped.of(
                        SlipKind.VARINT_NOT_ZIGZAG,
                        "all of a batch",
                        sample,
                        new Slipped.Splice(length.start(), entry.end(), with.concat(plain)));
                int start = length.start() + with.size() + RecordBatch.HEADER_SIZE;
                slips.accept(new Slipped(slipped.kind(), slipped.variant(), slipped.frame(), start));
                return;
            }
        }
    }

    private static Bytes plain(Bytes field) {
        Bytes batch = Records.read(field).batches().get(0).bytes();
        ByteWriter records = new ByteWriter();
        for (Record record : Records.read(field).records()) {
            ByteWriter content = new ByteWriter().int8(0);
            content.varint(0).varint((int) record.offset());
            bytes(content, record.key());
            bytes(content, record.value());
            content.varint(0);
            records.varint(content.size()).raw(content.bytes());
        }
        ByteWriter whole = new ByteWriter();
        whole.raw(batch.slice(0, RecordBatch.HEADER_SIZE)).raw(records.bytes());
        byte[] bytes = whole.bytes().toArray();
        put(bytes, RecordBatchField.BATCH_LENGTH.start(), bytes.length - 12);
        CRC32C crc = new CRC32C();
        int from = RecordBatchField.ATTRIBUTES.start();
        crc.update(bytes, from, bytes.length - from);
        put(bytes, RecordBatchField.CRC.start(), (int) crc.getValue());
        return Bytes.wrap(bytes);
    }

    private static void bytes(ByteWriter wire, @Nullable Bytes bytes) {
        if (bytes == null) {
            wire.varint(-1);
        } else {
            wire.varint(bytes.size()).raw(bytes);
        }
    }

    private static void put(byte[] bytes, int at, int value) {
        List<Integer> shifts = List.of(24, 16, 8, 0);
        for (int i = 0; i < shifts.size(); i++) {
            bytes[at + i] = (byte) (value >> shifts.get(i));
        }
    }
}
