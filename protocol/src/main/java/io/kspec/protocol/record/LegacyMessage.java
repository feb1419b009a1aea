package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message of a message set, magic 0 or 1 (KIP-32): one record, or, if compressed, a wrapper whose value is a message
 * set.
 *
 * <p>Messages that {@link Records#read} returns have a valid header; messages that {@link #with} returns need not.
 */
public final class LegacyMessage extends Batch {
    static final int LOG_APPEND_TIME = 0x08;
    /** The size of the offset and size fields, which are the same in every magic. */
    static final int LOG_OVERHEAD = 12;

    LegacyMessage(Bytes bytes, BatchPlace place) {
        super(bytes, place);
    }

    static MessageId id(int magic) {
        return new MessageId("MessageSet", MessageType.RECORDS, MessageId.NO_API_KEY, magic);
    }

    /** The smallest message size of a magic, for a message without key and value. */
    static int smallestSize(int magic) {
        return magic == 0 ? 14 : 22;
    }

    /** The offset of the record, or of the last record in a wrapper. */
    public long offset() {
        return bytes().getLong(LegacyMessageField.OFFSET.start());
    }

    @Override
    public long lastOffset() {
        return offset();
    }

    /** The CRC-32 in the header. */
    public int crc() {
        return bytes().getInt(LegacyMessageField.CRC.start());
    }

    /** The CRC-32 computed from the bytes. */
    public int computedCrc() {
        return Checksums.crc32(bytes(), LegacyMessageField.MAGIC.start());
    }

    /** All eight bits of the attributes, including those without a meaning. */
    public int attributes() {
        return bytes().get(LegacyMessageField.ATTRIBUTES.start());
    }

    @Override
    public CompressionType compression() {
        CompressionType type = CompressionType.ofAttributes(attributes());
        if (type == null || !type.isAllowedIn(magic())) {
            throw new DecodeException(new DecodeFailure(
                    id(magic()),
                    place().path() + ".Attributes",
                    place().position() + LegacyMessageField.ATTRIBUTES.start(),
                    Kind.INVALID_VALUE,
                    "compression 0 to 3",
                    "found " + (attributes() & CompressionType.MASK)));
        }
        return type;
    }

    @Override
    public TimestampType timestampType() {
        return timestampType(magic(), attributes());
    }

    static TimestampType timestampType(int magic, int attributes) {
        if (magic == 0) {
            return TimestampType.NO_TIMESTAMP_TYPE;
        }
        return (attributes & LOG_APPEND_TIME) != 0 ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    /** The timestamp of the record, or the highest one in a wrapper, in milliseconds since the epoch; -1 in magic 0. */
    public long timestamp() {
        return magic() == 0 ? Record.NO_TIMESTAMP : bytes().getLong(LegacyMessageField.TIMESTAMP.start());
    }

    @Override
    public long maxTimestamp() {
        return timestamp();
    }

    @Override
    public boolean isControl() {
        return false;
    }

    /** Returns this message with one field overwritten; the CRC does not change. */
    public LegacyMessage with(LegacyMessageField field, long value) {
        return new LegacyMessage(ByteBuilder.patched(bytes(), field.start(), value, field.size()), place());
    }

    /** Returns this message with another offset, as a broker assigns it on append; the CRC does not cover it. */
    public LegacyMessage withOffset(long offset) {
        return with(LegacyMessageField.OFFSET, offset);
    }

    /**
     * Returns this message with another timestamp, as a broker assigns it on append, and a new CRC.
     *
     * @throws IllegalStateException in magic 0, which has no timestamps
     */
    public LegacyMessage withTimestamp(TimestampType type, long timestamp) {
        if (magic() == 0) {
            throw new IllegalStateException("messages of magic 0 have no timestamp");
        }
        int flag = type == TimestampType.LOG_APPEND_TIME ? LOG_APPEND_TIME : 0;
        return with(LegacyMessageField.ATTRIBUTES, (attributes() & ~LOG_APPEND_TIME) | flag)
                .with(LegacyMessageField.TIMESTAMP, timestamp)
                .withCorrectCrc();
    }

    /** Returns this message with a valid CRC. */
    public LegacyMessage withCorrectCrc() {
        return with(LegacyMessageField.CRC, computedCrc());
    }

    @Override
    void decode(Budget budget, Consumer<? super Record> action) {
        MessageContent content = parse(null);
        new MessageSetDecoder(this, budget).decode(content, action);
    }

    /** Decodes the fields of the message itself. The CRC is only checked if there is no recorder. */
    MessageContent parse(@Nullable RangeRecorder recorder) {
        CurrentPath path = new CurrentPath(place().path(), "Messages");
        FieldCursor cursor = new FieldCursor(id(magic()), bytes(), place().position(), path, recorder);
        return MessageContent.read(cursor, bytes(), magic(), recorder == null);
    }

    @Override
    LegacyMessage at(BatchPlace other) {
        return new LegacyMessage(bytes(), other);
    }

    @Override
    public String toString() {
        return "LegacyMessage[magic " + magic() + ", offset " + offset() + ", " + bytes().size()
                + " bytes, attributes 0x" + Integer.toHexString(attributes() & 0xff) + "]";
    }
}
