package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a message set of magic 0 or 1 like Kafka: a message for each record, or one wrapper for all of them. */
public final class MessageSetBuilder {
    private final int magic;
    private final List<Record> records = new ArrayList<>();
    private long baseOffset;
    private CompressionType compression = CompressionType.NONE;
    private @Nullable Long logAppendTime;
    private long nextOffset;

    MessageSetBuilder(int magic) {
        if (magic != 0 && magic != 1) {
            throw new IllegalArgumentException("message sets have magic 0 or 1, not " + magic);
        }
        this.magic = magic;
    }

    /**
     * Sets the offset of the first record, unless that has its own offset; offsets inside a wrapper are relative to it.
     */
    public MessageSetBuilder baseOffset(long offset) {
        if (!records.isEmpty()) {
            throw new IllegalArgumentException("the base offset must be set before the first record");
        }
        baseOffset = offset;
        nextOffset = offset;
        return this;
    }

    /**
     * Compresses all records into one wrapper.
     *
     * @throws IllegalArgumentException for zstd, which requires magic 2
     */
    public MessageSetBuilder compression(CompressionType type) {
        if (!type.isAllowedIn(magic)) {
            throw new IllegalArgumentException("magic " + magic + " has no " + type);
        }
        compression = type;
        return this;
    }

    /**
     * Sets the timestamp of all records to the time at which the broker appended them, in milliseconds since the epoch;
     * magic 1 only.
     */
    public MessageSetBuilder logAppendTime(long timestamp) {
        logAppendTime = timestamp;
        return this;
    }

    /** Appends a record at the next offset. Magic 0 has no timestamps. */
    public MessageSetBuilder append(long timestamp, @Nullable Bytes key, @Nullable Bytes value) {
        return append(new Record(nextOffset, timestamp, key, value));
    }

    /**
     * Appends a record at its own offset, without its headers.
     *
     * @throws IllegalArgumentException if the offset is below the next one
     */
    public MessageSetBuilder append(Record entry) {
        if (entry.offset() < nextOffset) {
            throw new IllegalArgumentException(
                    "expected an offset from " + nextOffset + " on, found " + entry.offset());
        }
        records.add(entry);
        nextOffset = entry.offset() + 1;
        return this;
    }

    /** Appends records at their own offsets. */
    public MessageSetBuilder appendAll(List<Record> entries) {
        entries.forEach(this::append);
        return this;
    }

    /** Builds the message set, which is empty without records. */
    public Records build() {
        if (records.isEmpty()) {
            return Records.EMPTY;
        }
        List<LegacyMessage> messages = new ArrayList<>();
        boolean relative = magic == 1 && compression != CompressionType.NONE;
        for (Record entry : records) {
            long offset = relative ? entry.offset() - baseOffset : entry.offset();
            messages.add(
                    message(offset, CompressionType.NONE, timestamp(entry.timestamp()), entry.key(), entry.value()));
        }
        return Records.of(compression == CompressionType.NONE ? messages : List.of(wrapper(messages)));
    }

    private LegacyMessage wrapper(List<LegacyMessage> messages) {
        ByteBuilder content = new ByteBuilder();
        long maxTimestamp = Record.NO_TIMESTAMP;
        for (LegacyMessage each : messages) {
            content.bytes(each.bytes());
            maxTimestamp = Math.max(maxTimestamp, each.timestamp());
        }
        try {
            Bytes value = CompressionCodec.of(compression).compress(content.copy(), magic);
            return message(nextOffset - 1, compression, timestamp(maxTimestamp), null, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long timestamp(long created) {
        return logAppendTime == null ? created : logAppendTime;
    }

    private LegacyMessage message(
            long offset, CompressionType type, long timestamp, @Nullable Bytes key, @Nullable Bytes value) {
        int timeFlag = magic == 1 && logAppendTime != null ? LegacyMessage.LOG_APPEND_TIME : 0;
        ByteBuilder body = new ByteBuilder().integer(magic, 1).integer(type.id() | timeFlag, 1);
        if (magic == 1) {
            body.integer(timestamp, 8);
        }
        Bytes covered = body.int32Bytes(key).int32Bytes(value).copy();
        Bytes bytes = new ByteBuilder()
                .integer(offset, 8)
                .integer(covered.size() + 4, 4)
                .integer(0, 4)
                .bytes(covered)
                .copy();
        return new LegacyMessage(bytes, BatchPlace.ALONE).withCorrectCrc();
    }
}
