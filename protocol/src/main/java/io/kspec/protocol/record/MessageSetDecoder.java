package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decodes the records of one message of magic 0 or 1. The offsets inside a wrapper are absolute in magic 0; in magic 1
 * they are relative to the first, and the wrapper has the offset of the last (KIP-31).
 */
final class MessageSetDecoder {
    private final LegacyMessage message;
    private final Budget budget;

    MessageSetDecoder(LegacyMessage message, Budget budget) {
        this.message = message;
        this.budget = budget;
    }

    /** Decodes all records, in order. */
    void decode(MessageContent content, Consumer<? super Record> action) {
        if (!content.isCompressed()) {
            action.accept(record(content, content.offset(), content.timestamp(), content.timestampType()));
            return;
        }
        List<MessageContent> inner = readInner(content);
        long base = baseOffset(content, inner.get(inner.size() - 1).offset());
        boolean appendTime = content.timestampType() == TimestampType.LOG_APPEND_TIME;
        for (MessageContent each : inner) {
            long timestamp = appendTime ? content.timestamp() : each.timestamp();
            action.accept(record(each, base + each.offset(), timestamp, content.timestampType()));
        }
    }

    private static Record record(MessageContent content, long offset, long timestamp, TimestampType type) {
        return new Record(offset, timestamp, type, content.key(), content.value(), List.of());
    }

    private List<MessageContent> readInner(MessageContent wrapper) {
        Bytes content = decompress(wrapper);
        CurrentPath path = new CurrentPath(message.place().path() + ".Decompressed", "Messages");
        FieldCursor cursor = new FieldCursor(LegacyMessage.id(message.magic()), content, 0, path, null);
        List<MessageContent> inner = new ArrayList<>();
        while (cursor.remaining() > 0) {
            path.enterElement(inner.size());
            int start = cursor.position();
            if (!budget.spendElement()) {
                String expected = "at most " + budget.elementLimit() + " messages";
                throw cursor.failure(Kind.LENGTH_OUT_OF_RANGE, "", start, expected, "found more");
            }
            MessageContent each = MessageContent.read(cursor, content, message.magic(), true);
            if (each.isCompressed()) {
                int attributes = start + LegacyMessageField.ATTRIBUTES.start();
                throw cursor.failure(
                        Kind.INVALID_VALUE,
                        "Attributes",
                        attributes,
                        "no compression inside a compressed message",
                        "found " + CompressionType.ofAttributes(each.attributes()));
            }
            inner.add(each);
        }
        if (inner.isEmpty()) {
            throw cursor.failure(Kind.TRUNCATED, "", 0, "at least one message", "no bytes remain");
        }
        return inner;
    }

    private Bytes decompress(MessageContent wrapper) {
        Bytes value = wrapper.value();
        int valueLength = wrapper.valuePosition() - 4;
        if (value == null) {
            throw failure(Kind.NULL_NOT_ALLOWED, "Value", valueLength, "compressed messages", "found null");
        }
        return new Decompression(
                        LegacyMessage.id(message.magic()),
                        message.place().path() + ".Value",
                        message.place().position() + wrapper.valuePosition(),
                        message.magic())
                .decompress(message.compression(), value, budget);
    }

    /**
     * The difference between the absolute offsets and those inside the wrapper. Some versions of librdkafka leave the
     * offset of the wrapper at 0.
     */
    private long baseOffset(MessageContent wrapper, long lastInner) {
        if (wrapper.magic() == 0 || wrapper.offset() == 0) {
            return 0;
        }
        if (wrapper.offset() < lastInner) {
            throw failure(
                    Kind.INVALID_VALUE,
                    "Offset",
                    0,
                    "0, or from the last inner offset " + lastInner + " on",
                    "found " + wrapper.offset());
        }
        return wrapper.offset() - lastInner;
    }

    private DecodeException failure(Kind kind, String field, int position, String expected, String found) {
        return new DecodeException(new DecodeFailure(
                LegacyMessage.id(message.magic()),
                message.place().path() + "." + field,
                message.place().position() + position,
                kind,
                expected,
                found));
    }
}
