package io.kspec.golden.comparison;

import io.kspec.golden.CapturedExchange;
import io.kspec.protocol.Bytes;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which value of a {@link VolatileField} a broker gave where the captured one gave another; requests must name the value
 * that the broker knows.
 */
public final class VolatileValues {
    /** Stands for any value of a field that depends on the time, so that two of them are equal. */
    private static final String ANY = "any";

    private static final String MESSAGE = "ErrorMessage";
    /** An id of 16 bytes as Kafka writes it. */
    private static final Pattern QUOTED_ID =
            Pattern.compile("\"[A-Za-z0-9_-]{22}\"|(?<=Member )[A-Za-z0-9_-]{22}(?= )");

    private record Value(VolatileField.Kind kind, Object value) {}

    private final Map<Value, Object> actualByCaptured = new HashMap<>();
    private final Set<Value> taken = new HashSet<>();
    private final ScramTokens logins = new ScramTokens();

    /** Learns from two responses to the same request. */
    public void learn(DecodeAttempt captured, DecodeAttempt actual) {
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
        VolatileField declared = VolatileField.find(field.name()).orElse(null);
        if (declared != null) {
            learn(declared, captured, actual);
        } else if (captured instanceof Message inner && actual instanceof Message other) {
            learn(inner, other);
        } else if (captured instanceof List<?> entries && actual instanceof List<?> others && isOrdered(field)) {
            for (int i = 0; i < Math.min(entries.size(), others.size()); i++) {
                if (entries.get(i) instanceof Message entry && others.get(i) instanceof Message other) {
                    learn(entry, other);
                }
            }
        }
    }

    /** Each member learns its own id; the leader is told about the others in any order. */
    private static boolean isOrdered(FieldSpec field) {
        return !field.name().equals("Members");
    }

    /** Two captured ids must not become one. */
    private void learn(VolatileField field, Object captured, Object actual) {
        if (captured instanceof Bytes before
                && actual instanceof Bytes now
                && field.kind() == VolatileField.Kind.LOGIN) {
            logins.learn(before, now);
            return;
        }
        Value other = new Value(field.kind(), actual);
        if (!field.isNone(captured) && !field.isNone(actual) && !taken.contains(other)) {
            if (actualByCaptured.putIfAbsent(new Value(field.kind(), captured), actual) == null) {
                taken.add(other);
            }
        }
    }

    /** The value that the broker is expected to give where a field has a captured value. */
    Object expected(String fieldName, Object captured) {
        VolatileField field = VolatileField.find(fieldName).orElse(null);
        if (field == null || field.isNone(captured)) {
            return withoutIds(fieldName, captured);
        }
        return switch (field.kind()) {
            case TIME -> ANY;
            case LOGIN -> ScramTokens.masked((Bytes) captured);
            default -> renamed(field, captured);
        };
    }

    private Object renamed(VolatileField field, Object captured) {
        return actualByCaptured.getOrDefault(new Value(field.kind(), captured), captured);
    }

    /** A message for people may quote an id, such as that of the cluster. */
    private static Object withoutIds(String fieldName, Object value) {
        return fieldName.equals(MESSAGE) && value instanceof String text
                ? QUOTED_ID.matcher(text).replaceAll("an id")
                : value;
    }

    /** The value that the broker gave, to be compared with {@link #expected}. */
    static Object found(String fieldName, Object actual) {
        VolatileField field = VolatileField.find(fieldName).orElse(null);
        if (field != null && field.kind() == VolatileField.Kind.LOGIN) {
            return ScramTokens.masked((Bytes) actual);
        }
        return field != null && field.kind() == VolatileField.Kind.TIME && !field.isNone(actual)
                ? ANY
                : withoutIds(fieldName, actual);
    }

    /** The frame of a captured request, with the ids that the broker gave. */
    public Bytes adapted(CapturedExchange exchange) {
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
            VolatileField declared = VolatileField.find(field.name()).orElse(null);
            if (value instanceof Bytes token && declared == VolatileField.AUTH_BYTES) {
                builder.set(field.name(), logins.adapted(token));
            } else if (value != null && declared != null) {
                builder.set(field.name(), renamed(declared, value));
            } else if (field.kind() == FieldKind.RECORDS && value instanceof Bytes bytes) {
                builder.set(field.name(), adaptedRecords(bytes));
            } else if (value instanceof Message inner) {
                builder.set(field.name(), adapted(inner));
            } else if (value instanceof List<?> entries) {
                List<Object> adapted = new ArrayList<>();
                entries.forEach(entry -> adapted.add(entry instanceof Message inner ? adapted(inner) : entry));
                builder.set(field.name(), adapted);
            }
        }
        return builder.build();
    }

    /** Changes only batches of one producer: others may be broken on purpose. */
    private Bytes adaptedRecords(Bytes bytes) {
        if (bytes.size() < RecordBatch.HEADER_SIZE
                || bytes.get(RecordBatchField.MAGIC.start()) != RecordBatch.MAGIC
                || bytes.getLong(RecordBatchField.PRODUCER_ID.start()) == RecordBatch.NO_PRODUCER_ID) {
            return bytes;
        }
        List<Batch> batches = new ArrayList<>();
        for (Batch batch : Records.read(bytes).batches()) {
            RecordBatch own = (RecordBatch) batch;
            long producerId = (Long) renamed(VolatileField.PRODUCER_ID, own.producerId());
            batches.add(own.with(RecordBatchField.PRODUCER_ID, producerId).withCorrectCrc());
        }
        return Records.of(batches).bytes();
    }
}
