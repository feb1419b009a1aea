package io.kspec.diagnosis.search;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates messages with random values that a broker or client might send: names made of letters, offsets of any size, few
 * errors, texts as Kafka writes them, watermarks and ranges in order.
 */
final class LikelyMessages {
    private static final long YEAR_2020 = 1_577_836_800_000L;
    private static final long TEN_YEARS = 315_000_000_000L;
    private static final List<ErrorCode> ERRORS = List.of(ErrorCode.values());
    private static final List<String> WORDS = List.of(
            "orders",
            "payments",
            "clicks",
            "group",
            "consumer",
            "client",
            "broker",
            "localhost",
            "range",
            "host",
            "member",
            "events",
            "topic",
            "audit",
            "kafka",
            "audit-log");

    /** The fields in which group members tell each other of their subscriptions and assignments. */
    private static final Set<String> SUBSCRIPTIONS = Set.of("Metadata", "MemberMetadata");

    private static final Set<String> ASSIGNMENTS = Set.of("Assignment", "MemberAssignment");

    private final Random random;
    /** Whether opaque bytes are what consumers write, rather than random. */
    private final boolean embedding;

    LikelyMessages(Random random) {
        this(random, false);
    }

    LikelyMessages(Random random, boolean embedding) {
        this.random = random;
        this.embedding = embedding;
    }

    Message message(StructSpec spec) {
        MessageBuilder builder = Message.builder(spec);
        Map<String, Object> values = new HashMap<>();
        for (FieldSpec field : spec.fields()) {
            Object value = inOrder(field.name(), value(field), values);
            values.put(field.name(), value == null ? "" : value);
            builder.set(field.name(), value);
        }
        for (FieldSpec field : spec.taggedFields()) {
            if (chance(20)) {
                builder.set(field.name(), value(field));
            }
        }
        return builder.build();
    }

    /** The value of a field, within the bound set by an earlier field. */
    private @Nullable Object inOrder(String name, @Nullable Object value, Map<String, Object> before) {
        String lowest =
                switch (name) {
                    case "MaxVersion" -> "MinVersion";
                    case "MaxSupportedVersion" -> "MinSupportedVersion";
                    case "MaxVersionLevel" -> "MinVersionLevel";
                    case "MaxBytes" -> "MinBytes";
                    case "LastOffset" -> "FirstOffset";
                    case "ExpiryTimestamp", "MaxTimestamp" -> "IssueTimestamp";
                    case "ExpiryTimestampMs", "MaxTimestampMs" -> "IssueTimestampMs";
                    default -> "";
                };
        if (value instanceof Number number && before.get(lowest) instanceof Number least) {
            return number.longValue() < least.longValue() ? least : value;
        }
        if (value instanceof Long offset && before.get("HighWatermark") instanceof Long end) {
            if (name.equals("LastStableOffset")) {
                return chance(70) ? end : (Object) Math.min(offset, end);
            }
            if (name.equals("LogStartOffset")) {
                return chance(60) ? 0L : (Object) Math.min(offset, end);
            }
        }
        return value;
    }

    @Nullable Object value(FieldSpec field) {
        return value(field, field.type(), field.nullable());
    }

    private @Nullable Object value(FieldSpec field, FieldType type, boolean nullable) {
        if (nullable && chance(field.defaultValue() == null ? 50 : 15)) {
            return null;
        }
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean();
            case INT8 -> field.name().equals("PermissionType") ? small(2, 3) : small(0, 5);
            case INT16 -> int16(field);
            case UINT16 -> 1024 + random.nextInt(60_000);
            case INT32 -> int32(field);
            case UINT32 -> (long) random.nextInt(100_000);
            case INT64 -> int64(field);
            case FLOAT64 -> random.nextInt(1000) / 8.0;
            case UUID -> uuid();
            case STRING -> text(field, nullable);
            case BYTES -> embedding ? embedded(field.name()) : bytes();
            case RECORDS -> records();
            case STRUCT -> message(type.structSpec());
            case ARRAY -> entries(field, type);
        };
    }

    private List<Object> entries(FieldSpec field, FieldType type) {
        int count = List.of(0, 1, 1, 1, 1, 2, 2, 2, 3, 3).get(random.nextInt(10));
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object entry = value(field, type.elementType(), false);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Object int16(FieldSpec field) {
        if (field.name().endsWith("ErrorCode")) {
            return chance(75) ? 0 : ERRORS.get(random.nextInt(ERRORS.size())).code();
        }
        boolean lowest = field.name().equals("MinVersion") || field.name().equals("MinSupportedVersion");
        return lowest && chance(70) ? 0 : small(0, lowest ? 3 : 20);
    }

    private Object int32(FieldSpec field) {
        String name = field.name();
        if (name.equals("ThrottleTimeMs")) {
            return chance(85) ? 0 : small(1, 5000);
        }
        if (field.entityType().equals("brokerId") || name.endsWith("Nodes") || name.endsWith("Id")) {
            return chance(5) ? -1 : small(0, 6);
        }
        if (name.contains("Partition") || name.equals("Index")) {
            return small(0, 20);
        }
        if (name.endsWith("Epoch")) {
            return chance(20) ? -1 : small(0, 50);
        }
        if (name.equals("MinBytes")) {
            return chance(70) ? 1 : small(1, 100_000);
        }
        if (name.equals("MaxBytes") || name.equals("PartitionMaxBytes")) {
            return chance(70) ? List.of(1 << 20, 50 << 20, Integer.MAX_VALUE).get(random.nextInt(3)) : small(1, 60_000);
        }
        if (name.equals("Port")) {
            return chance(50) ? 9092 : small(1024, 60_000);
        }
        if (name.endsWith("AuthorizedOperations")) {
            return chance(60) ? Integer.MIN_VALUE : small(0, 4096);
        }
        return chance(30) && field.defaultValue() instanceof Long usual
                ? usual.intValue()
                : small(0, chance(50) ? 10 : 60_000);
    }

    private Object int64(FieldSpec field) {
        String name = field.name();
        if (name.contains("Timestamp") || name.endsWith("TimeMs")) {
            return chance(40) ? -1L : YEAR_2020 + (long) (random.nextDouble() * TEN_YEARS);
        }
        return chance(10) ? -1L : random.nextLong() >>> (24 + random.nextInt(36));
    }

    private Object uuid() {
        if (chance(5)) {
            return KafkaUuid.ZERO;
        }
        byte[] seed = new byte[16];
        random.nextBytes(seed);
        UUID named = UUID.nameUUIDFromBytes(seed);
        return new UUID((named.getMostSignificantBits() & ~0xf000L) | 0x4000, named.getLeastSignificantBits());
    }

    private String text(FieldSpec field, boolean nullable) {
        boolean emptyStandsForNull = nullable && field.defaultValue() == null;
        if (!emptyStandsForNull && chance(5)) {
            return "";
        }
        return switch (field.name()) {
            case "GroupState" -> any("Stable", "Stable", "Empty", "Dead", "PreparingRebalance", "CompletingRebalance");
            case "ProtocolType" -> any("consumer", "consumer", "consumer", "connect", "sr");
            case "ProtocolName", "ProtocolData" -> any("range", "roundrobin", "sticky", "cooperative-sticky", word());
            case "MemberId", "Leader" -> word() + "-" + uuid();
            case "EntityType" -> any("user", "client-id", "ip");
            case "PrincipalType", "OwnerPrincipalType", "TokenRequesterPrincipalType" -> "User";
            case "Principal", "PrincipalFilter" -> "User:" + word();
            case "ClientHost" -> "/10.0." + random.nextInt(256) + "." + random.nextInt(256);
            case "HostFilter" -> any("*", "10.0.0." + random.nextInt(256));
            case "ClientSoftwareVersion" -> random.nextInt(5) + "." + random.nextInt(20) + ".0";
            case "ErrorMessage", "Reason" -> "The " + word() + " of " + word() + " is not valid.";
            default -> word();
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size())) + (chance(60) ? "-" + random.nextInt(1000) : "");
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** What consumers write into a field. */
    Bytes embeddedIn(String field) {
        return embedded(field);
    }

    private Bytes embedded(String field) {
        boolean subscription = SUBSCRIPTIONS.contains(field);
        if (!subscription && !ASSIGNMENTS.contains(field)) {
            return bytes();
        }
        int version = random.nextInt(4);
        ByteWriter wire = new ByteWriter().int16(version);
        int topics = 1 + random.nextInt(3);
        wire.int32(topics);
        for (int i = 0; i < topics; i++) {
            wire.string(word());
            if (!subscription) {
                partitions(wire);
            }
        }
        wire.int32(-1);
        if (subscription && version >= 1) {
            wire.int32(1).string(word());
            partitions(wire);
        }
        if (subscription && version >= 2) {
            wire.int32(small(-1, 9));
        }
        if (subscription && version >= 3) {
            wire.int16(-1);
        }
        return wire.bytes();
    }

    private void partitions(ByteWriter wire) {
        int count = random.nextInt(4);
        wire.int32(count);
        for (int i = 0; i < count; i++) {
            wire.int32(i);
        }
    }

    private Bytes records() {
        RecordBatchBuilder batch = RecordBatch.builder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            batch.append(
                    YEAR_2020 + random.nextInt(100_000),
                    chance(30) ? null : Bytes.copyOf("key".getBytes(StandardCharsets.UTF_8)),
                    Bytes.copyOf(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8)));
        }
        return batch.build().bytes();
    }

    private int small(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
