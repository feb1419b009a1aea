package io.kspec.mock.script;

import static io.kspec.mock.Requests.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Record batches of a response are changed by name. */
class RecordsEditTest {
    private static final String PATH = "Responses[*].Partitions[*].Records";
    private static final RecordBatch FIRST = batch(2).build().withBaseOffset(10);
    private static final RecordBatch SECOND = batch(1).build().withBaseOffset(12);

    private static Bytes changed(RecordChange change, @Nullable Integer only) {
        Message response = Message.builder(Catalog.standard().api("Fetch").response(11))
                .add("Responses", topic -> topic.set("Topic", "t")
                        .add(
                                "Partitions",
                                partition -> partition.set(
                                        "Records", Records.of(FIRST, SECOND).bytes())))
                .build();
        Message changed = new RecordsEdit(PathPattern.parse(PATH), change, only).apply(response, KnownTopics.NONE);
        return changed.getStructs("Responses")
                .get(0)
                .getStructs("Partitions")
                .get(0)
                .getBytes("Records");
    }

    private static List<RecordBatch> batches(RecordChange change, @Nullable Integer only) {
        return Records.readFetched(changed(change, only)).batches().stream()
                .map(RecordBatch.class::cast)
                .toList();
    }

    @Test
    void theLastBatchIsCut() {
        Records records = Records.readFetched(changed(new RecordChange.Cut(5), null));

        assertThat(records.batches()).containsExactly(FIRST);
        assertThat(records.partialBatch())
                .isEqualTo(SECOND.bytes().slice(0, SECOND.bytes().size() - 5));
    }

    @Test
    void batchesAreReordered() {
        assertThat(changed(new RecordChange.Reorder(), null))
                .isEqualTo(SECOND.bytes().concat(FIRST.bytes()));
    }

    @Test
    void batchesAreRepeated() {
        assertThat(changed(new RecordChange.Repeat(), 1))
                .isEqualTo(FIRST.bytes().concat(SECOND.bytes()).concat(SECOND.bytes()));
    }

    @Test
    void batchesGetAnotherBaseOffset() {
        assertThat(batches(new RecordChange.Rebase(-4), null))
                .extracting(RecordBatch::baseOffset)
                .containsExactly(6L, 8L);
        assertThat(batches(new RecordChange.Rebase(-4), -1))
                .extracting(RecordBatch::baseOffset)
                .containsExactly(10L, 8L);
    }

    @Test
    void aCrcIsMadeWrong() {
        assertThat(changed(new RecordChange.WrongCrc(), 0))
                .isEqualTo(FIRST.with(RecordBatchField.CRC, FIRST.crc() ^ 1)
                        .bytes()
                        .concat(SECOND.bytes()));
    }

    @Test
    void aFieldOfTheHeaderIsSetWithARightCrc() {
        assertThat(batches(new RecordChange.SetHeader(RecordBatchField.PRODUCER_EPOCH, 3), 0))
                .extracting(RecordBatch::producerEpoch)
                .containsExactly((short) 3, (short) -1);
    }

    @Test
    void aBatchThatWasCutWithinItsHeaderIsStillOneOfMagic2() {
        Bytes whole = FIRST.bytes();
        Bytes cut = whole.slice(0, RecordBatchField.MAX_TIMESTAMP.start());

        assertThat(changed(cut, new RecordChange.WrongCrc()))
                .isEqualTo(FIRST.with(RecordBatchField.CRC, FIRST.crc() ^ 1)
                        .bytes()
                        .slice(0, cut.size()));
        assertThat(changed(cut, new RecordChange.SetHeader(RecordBatchField.PARTITION_LEADER_EPOCH, 7))
                        .getInt(RecordBatchField.PARTITION_LEADER_EPOCH.start()))
                .isEqualTo(7);
        assertThat(changed(cut, new RecordChange.SetHeader(RecordBatchField.PRODUCER_EPOCH, 3)))
                .as("the batch ends before the field")
                .isEqualTo(cut);
    }

    @Test
    void aMessageOfMagic1HasItsCrcElsewhereAndKeepsItsHeader() {
        byte[] bytes = new byte[40];
        bytes[RecordBatchField.MAGIC.start()] = 1;
        Bytes message = Bytes.copyOf(ByteBuffer.wrap(bytes));

        assertThat(changed(message, new RecordChange.WrongCrc()).getInt(12)).isEqualTo(1);
        assertThat(changed(message, new RecordChange.SetHeader(RecordBatchField.ATTRIBUTES, 3)))
                .isEqualTo(message);
    }

    private static Bytes changed(Bytes batch, RecordChange change) {
        return change.apply(List.of(batch), List.of(0)).get(0);
    }

    @Test
    void responsesWithoutBatchesAreNotCounted() {
        Message empty = Message.builder(Catalog.standard().api("Fetch").response(11))
                .add("Responses", topic -> topic.add("Partitions", partition -> partition.set("Records", Bytes.EMPTY)))
                .build();
        RecordsEdit edit = new RecordsEdit(PathPattern.parse(PATH), new RecordChange.WrongCrc(), null);

        assertThat(edit.finds(empty, KnownTopics.NONE)).isFalse();
    }
}
