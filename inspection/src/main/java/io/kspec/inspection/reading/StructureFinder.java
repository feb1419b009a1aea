package io.kspec.inspection.reading;

import io.kspec.diagnosis.plausibility.ChecksumRanges;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.spec.Catalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Recognizes the structures that messages and records carry, when they come alone, and reads those that are named. */
public final class StructureFinder {
    private static final String RECORDS = "Records";
    private static final String SCHEMA_REGISTRY = "SchemaRegistryProtocol";
    private static final String KEY = "Key";
    private static final String VALUE = "Value";

    /** The names of all structures: Kafka's, {@code Records} and {@code SchemaRegistryProtocol}. */
    public static final SortedSet<String> NAMES = names();

    /** Those that are recognized before others, likelier ones first. */
    private static final List<String> COMMON = List.of(
            "ConsumerProtocolAssignment",
            "ConsumerProtocolSubscription",
            "ConnectProtocolAssignment",
            "ConnectProtocolMetadata",
            "GroupMetadataValue",
            "OffsetCommitValue",
            "OffsetCommitKey",
            "TransactionLogValue",
            "TransactionLogKey",
            "GroupMetadataKey");

    /** A former version of a record, which the newer definition of the same record has as well. */
    private static final String LEGACY = "Legacy";

    /** The common ones, and all other values and keys of records that coordinators write. */
    private static final List<String> RECOGNIZED = recognized();

    /** Members of the JSON that Schema Registries tell each other. */
    private static final Pattern REGISTRY =
            Pattern.compile("\"(?:(?:master|leader)_(?:eligibility|identity)|master|leader)\"\\s*:");

    /** Where the magic of a batch and of an old message is, after an offset, a length, and an epoch or a checksum. */
    private static final int MAGIC = 16;

    private static final int LENGTH = 8;

    private StructureFinder() {}

    private static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(Catalog.standard().dataNames());
        names.add(RECORDS);
        names.add(SCHEMA_REGISTRY);
        return names;
    }

    private static List<String> recognized() {
        List<String> names = new ArrayList<>(COMMON);
        for (String suffix : List.of(VALUE, KEY)) {
            Catalog.standard().dataNames().stream()
                    .filter(name -> name.endsWith(suffix) && !name.startsWith(LEGACY) && !COMMON.contains(name))
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    /**
     * Reads bytes as the structure with a name.
     *
     * @throws InspectionException if they do not start as one
     */
    static Piece read(String name, Bytes bytes) {
        if (name.equals(RECORDS)) {
            return records(bytes);
        }
        if (name.equals(SCHEMA_REGISTRY)) {
            return text(bytes);
        }
        if (!VersionedStructure.hasVersion(name, bytes)) {
            throw new InspectionException(name + ": expected its version first, one of "
                    + Catalog.standard().dataVersions(name) + ", found "
                    + (bytes.size() < Short.BYTES ? bytes.size() + " bytes" : Short.toString(bytes.getShort(0))));
        }
        return versioned(name, bytes);
    }

    /** All structures that the bytes are, likelier ones first; empty if they are none. */
    static List<Piece> recognize(Bytes bytes) {
        Optional<Piece> records = wholeRecords(bytes);
        if (records.isPresent()) {
            return List.of(records.get());
        }
        if (isRegistry(bytes)) {
            return List.of(text(bytes));
        }
        return telling(bytes, "");
    }

    /** All structures that the bytes are after their length as an int32, as fields of messages have it. */
    static List<Piece> recognizeAfterLength(Bytes bytes) {
        return bytes.size() > Integer.BYTES && bytes.getInt(0) == bytes.size() - Integer.BYTES
                ? recognize(bytes.slice(Integer.BYTES))
                : List.of();
    }

    /** All keys of coordinators' records that the bytes are. */
    static List<Piece> keys(Bytes bytes) {
        return telling(bytes, KEY);
    }

    /** Bytes as the value of a record with a key; empty if they are none. */
    static Optional<Piece> valueOf(Piece key, Bytes bytes) {
        String name = key.title().substring(0, key.title().lastIndexOf(KEY + " ")) + VALUE;
        return RECOGNIZED.contains(name) && VersionedStructure.hasVersion(name, bytes)
                ? Optional.of(versioned(name, bytes)).filter(Piece::isSound)
                : Optional.empty();
    }

    private static List<Piece> telling(Bytes bytes, String suffix) {
        return RECOGNIZED.stream()
                .filter(name -> name.endsWith(suffix) && VersionedStructure.hasVersion(name, bytes))
                .map(name -> versioned(name, bytes))
                .filter(piece -> piece.isSound() && TellingValues.areIn(piece))
                .toList();
    }

    /**
     * Records whose lengths lead to the end of the bytes, though something in them is wrong; empty if the lengths do not.
     */
    static Optional<Piece> brokenRecords(Bytes bytes) {
        return bytes.size() > MAGIC && leadToTheEnd(bytes) ? Optional.of(records(bytes)) : Optional.empty();
    }

    private static Optional<Piece> wholeRecords(Bytes bytes) {
        if (bytes.size() <= MAGIC || bytes.get(MAGIC) < 0 || bytes.get(MAGIC) > RecordBatch.MAGIC) {
            return Optional.empty();
        }
        long first = LENGTH + Integer.BYTES + (long) bytes.getInt(LENGTH);
        if (first <= MAGIC || first > bytes.size()) {
            return Optional.empty();
        }
        Piece piece = records(bytes);
        return piece.isSound() ? Optional.of(piece) : Optional.empty();
    }

    private static boolean leadToTheEnd(Bytes bytes) {
        int at = 0;
        while (bytes.size() - at > MAGIC) {
            int magic = bytes.get(at + MAGIC);
            long size = LENGTH + Integer.BYTES + (long) bytes.getInt(at + LENGTH);
            if (magic < 0 || magic > RecordBatch.MAGIC || size <= MAGIC || size > bytes.size() - at) {
                return false;
            }
            at += (int) size;
        }
        return at == bytes.size();
    }

    private static Piece records(Bytes bytes) {
        int magic = bytes.size() > MAGIC ? bytes.get(MAGIC) : RecordBatch.MAGIC;
        boolean old = magic == 0 || magic == 1;
        LayoutEntry field = new LayoutEntry(
                new MessageId(old ? "MessageSet" : RECORDS, MessageType.RECORDS, MessageId.NO_API_KEY, magic),
                "",
                null,
                LayoutRole.VALUE,
                0,
                bytes.size(),
                bytes);
        Embedded embedded = EmbeddedRecords.expand(field, bytes, true);
        String what = old ? "Message set (magic " + magic + ")" : "Record batches";
        List<DecodeFailure> failures = embedded.failures().stream()
                .map(failure -> old ? failure : withReason(failure, bytes))
                .toList();
        return new Piece(what, bytes, embedded.entries(), failures, embedded.notes());
    }

    /** A failure with what the checksum is instead, if it is about one and that can be said. */
    private static DecodeFailure withReason(DecodeFailure failure, Bytes bytes) {
        int start = failure.offset() - RecordBatchField.CRC.start();
        if (failure.kind() != DecodeFailure.Kind.CHECKSUM || Embedded.isDecompressed(failure) || start < 0) {
            return failure;
        }
        int end = start + LENGTH + Integer.BYTES + bytes.getInt(start + LENGTH);
        return new DecodeFailure(
                failure.message(),
                failure.path(),
                failure.offset(),
                failure.kind(),
                failure.expected(),
                failure.found() + ChecksumRanges.explanation(bytes.slice(start, end)));
    }

    private static Piece versioned(String name, Bytes bytes) {
        Embedded embedded = VersionedStructure.expand(name, bytes, "", 0);
        List<LayoutEntry> entries = new ArrayList<>();
        List<DecodeFailure> failures = new ArrayList<>(embedded.failures());
        for (LayoutEntry entry : embedded.entries()) {
            Optional<Embedded> inner = entry.value() instanceof Bytes content && entry.role() == LayoutRole.VALUE
                    ? EmbeddedGroupProtocol.expand(entry, content, embedded.entries())
                    : Optional.empty();
            if (inner.isEmpty()) {
                entries.add(entry);
            } else {
                entries.add(Embedded.group(entry));
                entries.addAll(inner.get().entries());
                failures.addAll(inner.get().failures());
            }
        }
        return new Piece(name + " v" + bytes.getShort(0), bytes, entries, failures, embedded.notes());
    }

    private static boolean isRegistry(Bytes bytes) {
        if (bytes.size() < 2 || bytes.get(0) != '{' || bytes.get(bytes.size() - 1) != '}') {
            return false;
        }
        return REGISTRY.matcher(new String(bytes.toArray(), StandardCharsets.UTF_8))
                .find();
    }

    private static Piece text(Bytes bytes) {
        MessageId id = new MessageId(SCHEMA_REGISTRY, MessageType.DATA, MessageId.NO_API_KEY, 0);
        String json = new String(bytes.toArray(), StandardCharsets.UTF_8);
        LayoutEntry entry = new LayoutEntry(id, "Json", null, LayoutRole.VALUE, 0, bytes.size(), json);
        String what = json.contains("_eligibility\"") && !json.contains("_identity\"") ? "identity" : "assignment";
        return new Piece("Schema Registry " + what + " (protocol type sr)", bytes, List.of(entry), List.of(), Map.of());
    }
}
