package io.kspec.scenarios.value;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.MessageSetBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.Records;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Mapping;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a batch of {@code {records: [{key: …, value: …, headers: […]}], compression: gzip, …}}. */
final class RecordsBinder {
    static final String RECORDS = "records";
    static final Set<String> BATCH_KEYS =
            Set.of(RECORDS, "compression", "magic", "producerId", "producerEpoch", "baseSequence", "transactional");
    static final Set<String> RECORD_KEYS = Set.of("key", "value", "headers", "timestamp");
    static final Set<String> HEADER_KEYS = Set.of("key", "value");

    private final ValueBinder values;
    private final InstantSource clock;
    private final Problems problems;

    RecordsBinder(ValueBinder values, InstantSource clock, Problems problems) {
        this.values = values;
        this.clock = clock;
        this.problems = problems;
    }

    static boolean isForm(YamlNode node) {
        return node instanceof Mapping mapping && mapping.find(RECORDS).isPresent();
    }

    private record Draft(long timestamp, @Nullable Bytes key, @Nullable Bytes value, List<RecordHeader> headers) {}

    Object records(Mapping mapping) {
        MappingReader batch = new MappingReader(mapping, "a batch of records", BATCH_KEYS, problems);
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode item : batch.items(RECORDS)) {
            draft(item).ifPresent(drafts::add);
        }
        CompressionType compression = compression(batch);
        Integer magic = batch.integer("magic", 0, RecordBatch.MAGIC);
        long producerId = number(batch, "producerId", FieldKind.INT64);
        long producerEpoch = number(batch, "producerEpoch", FieldKind.INT16);
        long baseSequence = number(batch, "baseSequence", FieldKind.INT32);
        boolean transactional = batch.flag("transactional", false);
        if (magic != null && magic < RecordBatch.MAGIC) {
            return messageSet(mapping, magic, compression, drafts);
        }
        RecordBatchBuilder builder = RecordBatch.builder()
                .compression(compression)
                .producer(producerId, (short) producerEpoch, (int) baseSequence);
        if (transactional) {
            builder.transactional();
        }
        drafts.forEach(line -> builder.append(
                line.timestamp(), line.key(), line.value(), line.headers().toArray(RecordHeader[]::new)));
        return builder.build().bytes();
    }

    private Object messageSet(Mapping mapping, int magic, CompressionType compression, List<Draft> drafts) {
        if (compression == CompressionType.ZSTD
                || drafts.stream().anyMatch(line -> !line.headers().isEmpty())
                || !mapping.entries().stream().allMatch(entry -> Set.of(RECORDS, "compression", "magic")
                        .contains(entry.name()))) {
            return values.mismatch(mapping, "no headers, zstd or producer state before magic 2");
        }
        MessageSetBuilder builder = Records.messageSet(magic).compression(compression);
        drafts.forEach(line -> builder.append(line.timestamp(), line.key(), line.value()));
        return builder.build().bytes();
    }

    private Optional<Draft> draft(YamlNode item) {
        return MappingReader.of(item, "a record", RECORD_KEYS, problems).map(line -> {
            List<RecordHeader> headers = new ArrayList<>();
            for (YamlNode header : line.items("headers")) {
                header(header).ifPresent(headers::add);
            }
            long timestamp = line.has("timestamp") ? number(line, "timestamp", FieldKind.INT64) : clock.millis();
            return new Draft(timestamp, bytes(line, "key"), bytes(line, "value"), headers);
        });
    }

    private Optional<RecordHeader> header(YamlNode item) {
        return MappingReader.of(item, "a header", HEADER_KEYS, problems)
                .map(header -> new RecordHeader(header.requireText("key"), bytes(header, "value")));
    }

    private @Nullable Bytes bytes(MappingReader mapping, String key) {
        return mapping.find(key).map(values::bytes).orElse(null) instanceof Bytes bytes ? bytes : null;
    }

    private CompressionType compression(MappingReader batch) {
        String name = batch.text("compression");
        if (name == null) {
            return CompressionType.NONE;
        }
        List<String> names = Arrays.stream(CompressionType.values())
                .map(CompressionType::toString)
                .toList();
        if (!names.contains(name)) {
            YamlNode node = batch.find("compression").orElseThrow();
            problems.unknownName(node.at(), "a compression", names, name);
            return CompressionType.NONE;
        }
        return CompressionType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** A number that may be a variable; -1, which is Kafka's "none" for all of them, if there is no value yet. */
    private long number(MappingReader mapping, String key, FieldKind kind) {
        return mapping.find(key).map(node -> values.integer(kind, node)).orElse(-1L) instanceof Long number
                ? number
                : -1;
    }
}
