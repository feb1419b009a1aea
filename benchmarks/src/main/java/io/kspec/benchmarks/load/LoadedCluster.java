package io.kspec.benchmarks.load;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Role;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.stage.requests.JoinOffer;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.Membership;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.PartitionRecords;
import io.kspec.stage.requests.ProduceRequests;
import io.kspec.stage.requests.TopicIdentity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the loads need of a broker: topics with and without records, and a member of a group. */
final class LoadedCluster implements AutoCloseable {
    static final int PARTITIONS = 16;

    private static final int RECORD = 1024;
    private static final int MANY = 100;
    private static final int TIMEOUT_MS = 30_000;
    /** As long as all brokers allow, since the member sends heartbeats only while they are measured. */
    private static final int SESSION_MS = 300_000;
    /** How long a new broker may need until it coordinates groups. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Stage stage;
    private final Role client;
    private final String appended;
    private final String single;
    private final String hundred;
    private boolean filled;
    private @Nullable Membership member;

    LoadedCluster(Target target) {
        stage = Stage.on(target).open();
        client = stage.role("load");
        appended = stage.topics().create("appended", PARTITIONS);
        single = stage.topics().create("single", 1);
        hundred = stage.topics().create("hundred", 1);
    }

    private Membership member() {
        if (member == null) {
            member = join(stage.name("group"));
        }
        return member;
    }

    private Membership join(String group) {
        // Makes Apache Kafka create the topic of its groups.
        Message unused = client.ask(CoordinatorRequests.find(CoordinatorType.GROUP, group));
        Connection coordinator = client.connection();
        JoinOffer offer = new JoinOffer(SESSION_MS, TIMEOUT_MS, "consumer", Map.of("range", Bytes.EMPTY));
        Message first = Await.of("the coordinator of " + group, PATIENCE)
                .last(
                        () -> coordinator.ask(MembershipRequests.join(Membership.newcomer(group), offer), 5),
                        answer -> answer.getShort("ErrorCode") == ErrorCode.MEMBER_ID_REQUIRED.code());
        Message joined = coordinator.ask(
                MembershipRequests.join(Membership.of(group, first.getString("MemberId"), -1), offer), 5);
        requireNoError(joined);
        Membership joinedAs = Membership.of(group, joined.getString("MemberId"), joined.getInt("GenerationId"));
        Message synced = coordinator.ask(
                MembershipRequests.sync(joinedAs, "consumer", "range", Map.of(joinedAs.memberId(), Bytes.EMPTY)), 3);
        requireNoError(synced);
        return joinedAs;
    }

    /** A request for one of several connections: those that append do so to partitions of their own. */
    private ClientRequest request(RequestKind kind, int connection) {
        return switch (kind) {
            case PRODUCE_1 -> produce(appended, connection % PARTITIONS, batch(1));
            case PRODUCE_100 -> produce(appended, connection % PARTITIONS, batch(MANY));
            case FETCH_1 -> fetch(single);
            case FETCH_100 -> fetch(hundred);
            case METADATA -> MetadataRequests.topics(appended, single, hundred);
            case HEARTBEAT -> MembershipRequests.heartbeat(member());
        };
    }

    private static ClientRequest produce(String topic, int partition, Bytes records) {
        return ProduceRequests.produce(
                1, TIMEOUT_MS, new PartitionRecords(TopicIdentity.named(topic), partition, records));
    }

    /** The topics to fetch from are filled once they are needed: what is appended meanwhile could displace their records. */
    private ClientRequest fetch(String topic) {
        if (!filled) {
            filled = true;
            append(single, batch(1));
            append(hundred, batch(MANY));
        }
        return FetchRequests.fetch(FetchPosition.of(TopicIdentity.named(topic), 0, 0));
    }

    private void append(String topic, Bytes records) {
        Message unused = ask(produce(topic, 0, records), RequestKind.PRODUCE_100);
    }

    private static Bytes batch(int records) {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[RECORD];
            Arrays.fill(value, (byte) ('a' + i % 26));
            batch.append(System.currentTimeMillis(), null, Bytes.wrap(value));
        }
        return batch.build().bytes();
    }

    /** The frame of a request, with its size. */
    byte[] frame(RequestKind kind, int connection) {
        ClientRequest request = request(kind, connection);
        return sized(Frames.encodeRequest(request.api(), kind.version(), 1, "load", request.at(kind.version())));
    }

    /**
     * The frame, with its size, of the response to a request. It is the one that {@link #frame} is answered with, as far as its size
     * is concerned.
     *
     * @throws IllegalStateException if it has an error
     */
    byte[] response(RequestKind kind) {
        Message response = ask(request(kind, 0), kind);
        return sized(Frames.encodeResponse(Catalog.standard().api(kind.api()), kind.version(), 1, response));
    }

    private Message ask(ClientRequest request, RequestKind kind) {
        Message response = client.ask(request, kind.version());
        requireNoError(response);
        return response;
    }

    /** Deletes what has been appended. */
    void deleteAppended() {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            offsets.put(i, -1L);
        }
        requireNoError(client.ask(LogRequests.deleteRecords(Map.of(appended, offsets))));
    }

    private static byte[] sized(Bytes frame) {
        return ByteBuffer.allocate(Integer.BYTES + frame.size())
                .putInt(frame.size())
                .put(frame.asByteBuffer())
                .array();
    }

    private static void requireNoError(Message response) {
        requireNoError(MessageTree.of(response), response.id().toString());
    }

    private static void requireNoError(Object value, String where) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, inner) -> {
                if (name.equals("ErrorCode")
                        && inner instanceof Number code
                        && code.intValue() != ErrorCode.NONE.code()) {
                    throw new IllegalStateException(where + ": expected no error, found " + value);
                }
                if (inner != null) {
                    requireNoError(inner, where);
                }
            });
        } else if (value instanceof Iterable<?> entries) {
            entries.forEach(each -> requireNoError(each, where));
        }
    }

    @Override
    public void close() {
        stage.close();
    }
}
