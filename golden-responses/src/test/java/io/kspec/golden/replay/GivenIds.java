package io.kspec.golden.replay;

import io.kspec.golden.CapturedExchange;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which id a broker gave where the captured one gave another; requests must name the one that it knows. */
final class GivenIds {
    /** The fields that hold what a broker makes up, and what kind of thing each names. */
    private static final Map<String, String> KINDS = Map.of(
            "MemberId", "member",
            "Leader", "member",
            "TopicId", "topic",
            "ProducerId", "producer",
            "ClusterId", "cluster",
            "Port", "port");

    /** What stands for no id at all is the same everywhere. */
    private static final Set<Object> NONE = Set.of("", KafkaUuid.ZERO, RecordBatch.NO_PRODUCER_ID, -1);

    private record Id(String kind, Object value) {}

    private final Map<Id, Object> actualByCaptured = new HashMap<>();
    private final Set<Id> taken = new HashSet<>();

    /** Learns from two answers to the same request. */
    void learn(DecodeAttempt captured, DecodeAttempt actual) {
        if (captured.body() != null && actual.body() != null) {
            learn(captured.body(), actual.body());
        }
    }

    private void learn(Message captured, Message actual) {
        if (captured.spec() != actual.spec()) {
            return;
        }
        for (FieldSpec field : captured.spec().fields()) {
            learn(field, captured.get(field), actual.get(field));
        }
    }

    private void learn(FieldSpec field, @Nullable Object captured, @Nullable Object actual) {
        if (captured == null || actual == null) {
            return;
        }
        String kind = KINDS.get(field.name());
        if (kind != null) {
            learn(new Id(kind, captured), actual);
        } else if (captured instanceof List<?> entries && actual instanceof List<?> others && isOrdered(field)) {
            for (int i = 0; i < Math.min(entries.size(), others.size()); i++) {
                if (entries.get(i) instanceof Message entry && others.get(i) instanceof Message other) {
                    learn(entry, other);
                }
            }
        }
    }

    /** Each member learns its own id; the order in which a leader hears of the others means nothing. */
    private static boolean isOrdered(FieldSpec field) {
        return !field.name().equals("Members");
    }

    /** No two captured ids may become one. */
    private void learn(Id captured, Object actual) {
        Id other = new Id(captured.kind(), actual);
        if (!NONE.contains(captured.value()) && !NONE.contains(actual) && !taken.contains(other)) {
            if (actualByCaptured.putIfAbsent(captured, actual) == null) {
                taken.add(other);
            }
        }
    }

    /** What the broker gave where a field has a captured value; the same value where it gave none. */
    Object actual(String field, Object captured) {
        String kind = KINDS.get(field);
        return kind == null ? captured : actualByCaptured.getOrDefault(new Id(kind, captured), captured);
    }

    /** The request's frame, with the ids that the broker gave. */
    Bytes adapted(CapturedExchange exchange) {
        DecodeAttempt attempt = exchange.decodeRequest();
        if (!attempt.succeeded()) {
            return exchange.request();
        }
        Message header = Objects.requireNonNull(attempt.header());
        return Frames.encode(header, adapted(attempt.requireBody()));
    }

    private Message adapted(Message message) {
        MessageBuilder builder = message.toBuilder();
        for (FieldSpec field : message.spec().fields()) {
            Object value = message.get(field);
            if (KINDS.containsKey(field.name()) && value != null) {
                builder.set(field.name(), actual(field.name(), value));
            } else if (field.kind() == FieldKind.RECORDS && value instanceof Bytes bytes) {
                builder.set(field.name(), adaptedRecords(bytes));
            } else if (value instanceof List<?> entries) {
                List<Object> adapted = new ArrayList<>();
                entries.forEach(entry -> adapted.add(entry instanceof Message inner ? adapted(inner) : entry));
                builder.set(field.name(), adapted);
            }
        }
        return builder.build();
    }

    /** Only batches of one producer are touched: others may be broken on purpose. */
    private Bytes adaptedRecords(Bytes bytes) {
        if (bytes.size() < RecordBatch.HEADER_SIZE
                || bytes.get(RecordBatchField.MAGIC.start()) != RecordBatch.MAGIC
                || bytes.getLong(RecordBatchField.PRODUCER_ID.start()) == RecordBatch.NO_PRODUCER_ID) {
            return bytes;
        }
        List<Batch> batches = new ArrayList<>();
        for (Batch batch : Records.read(bytes).batches()) {
            RecordBatch own = (RecordBatch) batch;
            long producerId = (Long) actual("ProducerId", own.producerId());
            batches.add(own.with(RecordBatchField.PRODUCER_ID, producerId).withCorrectCrc());
        }
        return Records.of(batches).bytes();
    }
}
