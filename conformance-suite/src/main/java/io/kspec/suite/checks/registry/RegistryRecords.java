package io.kspec.suite.checks.registry;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Record;
import io.kspec.suite.checks.log.Payload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The records of a Schema Registry's topic as Confluent's registry writes them: keys and values are JSON. */
final class RegistryRecords {
    private static final Bytes NOOP = Payload.text("{\"keytype\":\"NOOP\",\"magic\":0}");

    private RegistryRecords() {}

    /** The record whose offset tells a registry where its topic ends: Confluent's writes it without a value. */
    static Record noop() {
        return noop(null);
    }

    static Record noop(@Nullable Bytes value) {
        return record(NOOP, value);
    }

    static boolean isNoop(Record record) {
        return Objects.equals(record.key(), NOOP);
    }

    /**
     * A schema under a subject of its own.
     *
     * @param id its id, from 1 on, which every record of its subject has in its key
     */
    static Record schema(int id) {
        return schema(
                id,
                "{\"type\":\"record\",\"name\":\"Order" + id + "\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
    }

    /** A schema with a text of its own. */
    static Record schema(int id, String text) {
        String quoted = text.replace("\"", "\\\"");
        return record(
                key(id),
                Payload.text("{\"subject\":\"" + subject(id) + "\",\"version\":1,\"id\":" + id + ",\"schema\":\""
                        + quoted + "\",\"deleted\":false}"));
    }

    /** The record by which a schema is deleted for good: Confluent's registry writes null, Karapace an empty value. */
    static Record deletion(int id, @Nullable Bytes value) {
        return record(key(id), value);
    }

    private static Bytes key(int id) {
        return Payload.text("{\"keytype\":\"SCHEMA\",\"subject\":\"" + subject(id) + "\",\"version\":1,\"magic\":1}");
    }

    private static String subject(int id) {
        return "orders-" + id + "-value";
    }

    private static Record record(Bytes key, @Nullable Bytes value) {
        return new Record(0, Payload.TIMESTAMP, key, value);
    }
}
