package io.kspec.recorder.scenario;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.LegacyMessage;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes and records as scenarios write them. */
final class BytesText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{fffd}]|\\$\\{");
    private static final int VERSION_SIZE = 2;

    /** A run of one character that is long enough to be padding. */
    private static final Pattern PADDING = Pattern.compile("(.)\\1{9,}");

    private final boolean abridged;

    /**
     * @param abridged whether long runs of one character in records are shortened
     */
    BytesText(boolean abridged) {
        this.abridged = abridged;
    }

    /** Bytes as {@code {utf8: text}} if they are text, else as hexadecimal digits; null for null. */
    static @Nullable Object of(@Nullable Bytes bytes) {
        if (bytes == null) {
            return null;
        }
        String text = text(bytes);
        return text == null || text.isEmpty() || CONTROL.matcher(text).find() ? bytes.toHex() : Map.of("utf8", text);
    }

    private static @Nullable String text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    /**
     * A message of the consumer's protocol as {@code {subscription: {version: 1, Topics: […]}}}; empty if the bytes are none.
     *
     * @param key {@code subscription} or {@code assignment}
     * @param definition the name of the message
     * @param fields makes the fields of a message
     */
    static Optional<Object> embedded(
            Bytes bytes, String key, String definition, Function<Message, Map<String, Object>> fields) {
        if (bytes.size() < VERSION_SIZE
                || !Catalog.standard().dataVersions(definition).contains(bytes.getShort(0))) {
            return Optional.empty();
        }
        int version = bytes.getShort(0);
        try {
            Message message = Codec.decode(Catalog.standard().data(definition, version), bytes.slice(VERSION_SIZE));
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("version", version);
            content.putAll(fields.apply(message));
            return Optional.of(Map.of(key, content));
        } catch (DecodeException other) {
            return Optional.empty();
        }
    }

    /**
     * The content of a records field as {@code {records: […]}}, with its compression and producer.
     *
     * @param producerId what takes the place of a producer id
     * @param producerEpoch what takes the place of its epoch
     */
    @Nullable Object records(@Nullable Bytes field, Variable producerId, Variable producerEpoch) {
        if (field == null) {
            return null;
        }
        List<Batch> batches;
        List<Record> records;
        try {
            Records read = Records.read(field);
            batches = read.batches();
            records = read.records();
        } catch (RuntimeException unreadable) {
            return field.toHex();
        }
        if (!batches.isEmpty() && batches.stream().allMatch(LegacyMessage.class::isInstance)) {
            return messageSet(batches, records);
        }
        if (batches.size() != 1 || !(batches.get(0) instanceof RecordBatch batch) || batch.isControl()) {
            return field.toHex();
        }
        Map<String, Object> text = new LinkedHashMap<>();
        if (batch.compression() != CompressionType.NONE) {
            text.put("compression", batch.compression().toString());
        }
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID) {
            text.put("producerId", producerId.of(batch.producerId()));
            text.put("producerEpoch", producerEpoch.of(batch.producerEpoch()));
            text.put("baseSequence", batch.baseSequence());
        }
        if (batch.isTransactional()) {
            text.put("transactional", true);
        }
        text.put("records", list(records));
        return text;
    }

    private Map<String, Object> messageSet(List<Batch> messages, List<Record> records) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("magic", messages.get(0).magic());
        if (messages.get(0).compression() != CompressionType.NONE) {
            text.put("compression", messages.get(0).compression().toString());
        }
        text.put("records", list(records));
        return text;
    }

    /** Records as scenarios write them, several in a line. */
    List<Map<String, Object>> list(List<Record> records) {
        return new FlowList<>(records.stream().map(this::record).toList());
    }

    /** What takes the place of a number. */
    interface Variable {
        Object of(long value);
    }

    Map<String, Object> record(Record record) {
        Map<String, Object> text = new LinkedHashMap<>();
        put(text, "key", record.key());
        put(text, "value", record.value());
        if (!record.headers().isEmpty()) {
            List<Object> headers = new ArrayList<>();
            record.headers().forEach(header -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("key", header.key());
                put(entry, "value", header.value());
                headers.add(entry);
            });
            text.put("headers", headers);
        }
        return text;
    }

    private void put(Map<String, Object> text, String key, @Nullable Bytes bytes) {
        Object value = of(bytes);
        if (abridged && value instanceof Map<?, ?> utf8 && utf8.get("utf8") instanceof String padded) {
            value = Map.of("utf8", PADDING.matcher(padded).replaceAll("$1"));
        }
        if (value != null) {
            text.put(key, value);
        }
    }
}
