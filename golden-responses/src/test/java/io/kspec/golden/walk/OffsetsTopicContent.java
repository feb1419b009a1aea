package io.kspec.golden.walk;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.TopicIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code __consumer_offsets} about each group, in the order in which it was written, without times. Reads OffsetCommitKey
 * v1, OffsetCommitValue v1 and v4, GroupMetadataKey v2 and GroupMetadataValue v3; of the records of consumer and streams groups, tells the
 * kind and the size.
 */
final class OffsetsTopicContent {
    private static final String TOPIC = "__consumer_offsets";
    private static final int OFFSET_KEY = 1;
    private static final int GROUP_KEY = 2;
    private static final int CONSUMER_KEY = 5;
    /** A member's target assignment, in whose key the member follows the group. */
    private static final int TARGET_KEY = 7;

    private static final int STREAMS_KEY = 19;
    private static final int OFFSET_VALUE_THAT_EXPIRES = 1;
    private static final int FETCH = 12;

    private final Map<String, List<String>> byGroup = new TreeMap<>();

    private OffsetsTopicContent() {}

    /** Reads what a broker has about groups whose ids begin with a prefix. */
    static Map<String, List<String>> of(Stage stage, String prefix) {
        OffsetsTopicContent content = new OffsetsTopicContent();
        Message topic = stage.role("reader")
                .ask(MetadataRequests.topics(TOPIC), 9)
                .getStructs("Topics")
                .get(0);
        for (int i = 0; i < topic.getStructs("Partitions").size(); i++) {
            content.read(stage, i);
        }
        content.byGroup.keySet().removeIf(group -> !group.startsWith(prefix));
        return content.byGroup;
    }

    private void read(Stage stage, int partition) {
        long offset = 0;
        List<Batch> batches;
        do {
            Message answer = stage.role("reader")
                    .ask(FetchRequests.fetch(FetchPosition.of(TopicIdentity.named(TOPIC), partition, offset)), FETCH);
            Message fetched = answer.getStructs("Responses")
                    .get(0)
                    .getStructs("Partitions")
                    .get(0);
            batches = Records.readFetched(fetched.getBytes("Records")).batches();
            for (Batch batch : batches) {
                batch.records().forEach(record -> add(batch, record));
                offset = batch.lastOffset() + 1;
            }
        } while (!batches.isEmpty());
    }

    private void add(Batch batch, Record record) {
        if (batch instanceof RecordBatch modern && modern.isControl()) {
            return;
        }
        Fields key = new Fields(Objects.requireNonNull(record.key()));
        int kind = key.in.getShort();
        String group = key.string();
        if (kind == TARGET_KEY && !key.string().startsWith(group)) {
            // How often its target changes depends on the order of an id that the broker has made up.
            return;
        }
        if (kind != OFFSET_KEY && kind != GROUP_KEY) {
            Bytes ofConsumers = record.value();
            byGroup.computeIfAbsent(group, absent -> new ArrayList<>())
                    .add("kind " + kind + " = " + size(kind, ofConsumers));
            return;
        }
        String what = kind == OFFSET_KEY ? key.string() + "-" + key.in.getInt() : "group";
        String transaction = batch instanceof RecordBatch modern && modern.isTransactional() ? " in a transaction" : "";
        String value = record.value() == null
                ? "removed"
                : kind == OFFSET_KEY ? offset(new Fields(record.value())) : group(new Fields(record.value()));
        byGroup.computeIfAbsent(group, absent -> new ArrayList<>()).add(what + transaction + " = " + value);
    }

    /** The size of a value, except for those of members, which have the client's id. */
    private static String size(int kind, @Nullable Bytes value) {
        if (value == null) {
            return "removed";
        }
        return kind == CONSUMER_KEY || kind == STREAMS_KEY ? "a member" : value.size() + " bytes";
    }

    private static String offset(Fields value) {
        int version = value.in.getShort();
        long offset = value.in.getLong();
        if (version == OFFSET_VALUE_THAT_EXPIRES) {
            return "v" + version + " " + offset + " " + value.string() + value.rest(2 * Long.BYTES);
        }
        int epoch = value.in.getInt();
        return "v" + version + " " + offset + " epoch " + epoch + " " + value.compactString() + value.rest(Long.BYTES)
                + " tags " + value.in.get() + (value.in.hasRemaining() ? " with an id" : "");
    }

    private static String group(Fields value) {
        StringBuilder text = new StringBuilder("v" + value.in.getShort() + " " + value.string());
        text.append(" generation ").append(value.in.getInt()).append(' ').append(value.string());
        text.append(" led by ").append(named(value.string()));
        value.in.getLong();
        List<String> members = new ArrayList<>();
        for (int left = value.in.getInt(); left > 0; left--) {
            String id = named(value.string());
            String instance = value.string();
            value.string();
            members.add(id + " " + instance + " " + value.string() + " " + value.in.getInt() + " " + value.in.getInt()
                    + " " + value.bytes() + " " + value.bytes());
        }
        return text + " " + members.stream().sorted().toList() + (value.in.hasRemaining() ? " and more" : "");
    }

    /** Member ids, which differ, are not told. */
    private static String named(String memberId) {
        return memberId.equals("null") ? "nobody" : "a member";
    }

    /** The fields of a key or value. */
    private static final class Fields {
        private final ByteBuffer in;

        Fields(Bytes content) {
            in = ByteBuffer.wrap(content.toArray());
        }

        String string() {
            int length = in.getShort();
            return length < 0 ? "null" : text(length);
        }

        /** A string of less than 127 bytes in a flexible version. */
        String compactString() {
            return text(in.get() - 1);
        }

        private String text(int length) {
            byte[] bytes = new byte[length];
            in.get(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }

        Bytes bytes() {
            byte[] bytes = new byte[in.getInt()];
            in.get(bytes);
            return Bytes.wrap(bytes);
        }

        /** Skips fields whose values differ. */
        String rest(int bytes) {
            in.position(in.position() + bytes);
            return "";
        }
    }
}
