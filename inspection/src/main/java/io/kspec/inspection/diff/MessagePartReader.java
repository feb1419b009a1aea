package io.kspec.inspection.diff;

import io.kspec.inspection.reading.IdentifiedMessage;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.path.FieldPath;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.Records;
import io.kspec.protocol.text.FieldText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds the trees of a message's header and body from the places of its fields. */
final class MessagePartReader {
    private static final Pattern BATCH = Pattern.compile("(.*\\.)?Batches");
    /** The fields that hold compressed records: in a record batch, and in a message of an older format. */
    private static final Set<String> COMPRESSED = Set.of(".Records", ".Value");
    /** Fields that only give the size of what follows. */
    private static final Pattern FRAMING = Pattern.compile("(.*\\.)?Records\\.(Length|HeadersCount)");

    private final IdentifiedMessage subject;
    private final List<MessagePart> roots = new ArrayList<>();
    private final Map<String, MessagePart> byPath = new HashMap<>();
    private @Nullable LayoutEntry batch;
    private int lengthStart = MessagePart.NOWHERE;
    private int tag;

    private MessagePartReader(IdentifiedMessage subject) {
        this.subject = subject;
    }

    /**
     * The header, unless the bytes are only a body, and the body, as far as they were decoded.
     *
     * @param limit the first untrusted byte; whatever starts there or later is omitted
     */
    static List<MessagePart> roots(Reading reading, int limit) {
        MessagePartReader reader = new MessagePartReader(reading.subject());
        reading.entries().stream().filter(entry -> entry.start() < limit).forEach(reader::add);
        return List.copyOf(reader.roots);
    }

    private void add(LayoutEntry entry) {
        switch (entry.role()) {
            case GROUP -> group(entry);
            case LENGTH -> length(entry);
            case COUNT -> count(entry);
            case PRESENCE -> presence(entry);
            case TAG -> tag = entry.value() instanceof Number number ? number.intValue() : 0;
            case VALUE -> value(entry, entry.path());
            case UNKNOWN_TAG -> value(entry, entry.path() + "." + tag);
            case TAG_COUNT, TAG_SIZE -> {
                // redundant with the fields
            }
        }
    }

    private void group(LayoutEntry entry) {
        lengthStart = MessagePart.NOWHERE;
        if (entry.path().isEmpty()) {
            byPath.clear();
            MessagePart root = MessagePart.structure("", rootSpec(entry));
            byPath.put("", root);
            roots.add(root);
        } else if (!isArray(entry)) {
            attach(MessagePart.structure(entry.path(), spec(entry)));
            batch = isBatch(entry.path()) ? entry : batch;
        }
    }

    private static boolean isBatch(String path) {
        return path.endsWith("]")
                && BATCH.matcher(FieldPath.withoutSelectors(path)).matches();
    }

    private @Nullable StructSpec rootSpec(LayoutEntry entry) {
        boolean request = subject.type() == MessageType.REQUEST;
        MessageSpec header = request
                ? subject.api().requestHeader(subject.version())
                : subject.api().responseHeader(subject.version());
        if (entry.message().name().equals(header.id().name())) {
            return header.struct();
        }
        int version = entry.message().version();
        return (request ? subject.api().request(version) : subject.api().response(version)).struct();
    }

    private static boolean isArray(LayoutEntry entry) {
        return entry.field() != null
                && entry.field().kind() == FieldKind.ARRAY
                && !entry.path().endsWith("]");
    }

    private static @Nullable StructSpec spec(LayoutEntry entry) {
        FieldSpec field = entry.field();
        if (field == null) {
            return null;
        }
        return switch (field.kind()) {
            case ARRAY -> field.type().elementType().struct();
            case STRUCT -> field.type().struct();
            default -> null;
        };
    }

    private void length(LayoutEntry entry) {
        if (Objects.equals(entry.value(), -1)) {
            attach(MessagePart.value(entry.path(), null, "null", entry.start(), entry.end()));
        } else {
            lengthStart = entry.start();
        }
    }

    private void count(LayoutEntry entry) {
        Integer count = entry.value() instanceof Integer number && number >= 0 ? number : null;
        attach(MessagePart.array(entry.path(), count, entry.start(), entry.end()));
    }

    private void presence(LayoutEntry entry) {
        if (Objects.equals(entry.value(), -1)) {
            attach(MessagePart.value(entry.path(), null, "null", entry.start(), entry.end()));
        }
    }

    private void value(LayoutEntry entry, String path) {
        int start = lengthStart == MessagePart.NOWHERE ? entry.start() : lengthStart;
        lengthStart = MessagePart.NOWHERE;
        if (!decompressed(entry)
                && !FRAMING.matcher(FieldPath.withoutSelectors(path)).matches()) {
            attach(MessagePart.value(
                    path, entry.value(), FieldText.FULL.value(path, entry.value()), start, entry.end()));
        }
    }

    /** Attaches a part by its path; arrays within records have no entry of their own and are created for their entries. */
    private void attach(MessagePart part) {
        String path = part.path();
        int bracket = path.endsWith("]") ? path.lastIndexOf('[') : -1;
        String parentPath = path.substring(0, bracket >= 0 ? bracket : Math.max(0, path.lastIndexOf('.')));
        MessagePart parent = byPath.get(parentPath);
        if (parent == null) {
            parent = bracket >= 0
                    ? MessagePart.array(parentPath, MessagePart.NOWHERE, MessagePart.NOWHERE, MessagePart.NOWHERE)
                    : MessagePart.structure(parentPath, null);
            attach(parent);
        }
        parent.add(part);
        byPath.put(path, part);
    }

    /** Replaces the bytes of a compressed batch by its records, which have no bytes of their own. */
    private boolean decompressed(LayoutEntry entry) {
        LayoutEntry whole = batch;
        if (whole == null || entry.field() != null || !COMPRESSED.contains(lastStep(entry, whole))) {
            return false;
        }
        try {
            Bytes bytes = subject.bytes().slice(whole.start(), whole.end());
            Batch read = Records.read(bytes).batches().get(0);
            if (read.compression() == CompressionType.NONE) {
                return false;
            }
            List<Record> records = read.records();
            for (int i = 0; i < records.size(); i++) {
                record(whole.path() + ".Records[" + i + "]", records.get(i), records.get(0));
            }
            return true;
        } catch (DecodeException e) {
            return false; // the bytes are compared as they are; a finding reports that they are not records
        }
    }

    private static String lastStep(LayoutEntry entry, LayoutEntry whole) {
        return entry.path().startsWith(whole.path())
                ? entry.path().substring(whole.path().length())
                : "";
    }

    private void record(String path, Record record, Record first) {
        value(path + ".TimestampDelta", record.timestamp() - first.timestamp());
        value(path + ".OffsetDelta", record.offset() - first.offset());
        value(path + ".Key", record.key());
        value(path + ".Value", record.value());
        for (int i = 0; i < record.headers().size(); i++) {
            value(path + ".Headers[" + i + "].Key", record.headers().get(i).key());
            value(path + ".Headers[" + i + "].Value", record.headers().get(i).value());
        }
    }

    private void value(String path, @Nullable Object value) {
        attach(MessagePart.value(
                path, value, FieldText.FULL.value(path, value), MessagePart.NOWHERE, MessagePart.NOWHERE));
    }
}
