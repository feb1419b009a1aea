package io.kspec.benchmarks.proxy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/** A connection that sends the same request again and again, with some on their way at once as clients have. */
final class Load implements Closeable {
    private static final int IN_FLIGHT = 5;
    private static final int RECORD = 1_000;
    private static final String CREATE_TOPICS = "CreateTopics";
    private static final int CREATE_TOPICS_VERSION = 7;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    Load(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 18));
    }

    private static byte[] request(String api, int version, Consumer<MessageBuilder> fill) {
        ApiSpec spec = Catalog.standard().api(api);
        MessageBuilder body = Message.builder(spec.request(version));
        fill.accept(body);
        Bytes frame = Frames.encodeRequest(spec, version, 1, "load", body.build());
        return ByteBuffer.allocate(Integer.BYTES + frame.size())
                .putInt(frame.size())
                .put(frame.asByteBuffer())
                .array();
    }

    private static byte[] create(String topic) {
        return request(CREATE_TOPICS, CREATE_TOPICS_VERSION, body -> body.set("timeoutMs", 30_000)
                .add(
                        "Topics",
                        each -> each.set("Name", topic).set("NumPartitions", 1).set("ReplicationFactor", 1)));
    }

    static byte[] heartbeat() {
        return request("Heartbeat", 3, body -> body.set("GroupId", "none").set("MemberId", "nobody"));
    }

    /** A batch of records of 1,000 bytes. */
    static byte[] produce(String topic, int records) {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < records; i++) {
            byte[] value = new byte[RECORD];
            Arrays.fill(value, (byte) ('a' + i % 26));
            batch.append(System.currentTimeMillis(), null, Bytes.wrap(value));
        }
        Bytes bytes = batch.build().bytes();
        return request("Produce", 8, body -> body.set("Acks", 1)
                .set("TimeoutMs", 30_000)
                .add("TopicData", each -> each.set("Name", topic).add("PartitionData", partition -> partition
                        .set("Index", 0)
                        .set("Records", bytes))));
    }

    /** A Fetch of a version whose responses have no place for addresses. */
    static byte[] fetch(String topic, int bytes) {
        return request("Fetch", 11, body -> body.set("MaxWaitMs", 500)
                .set("MinBytes", 1)
                .set("MaxBytes", bytes)
                .add("Topics", each -> each.set("Topic", topic).add("Partitions", partition -> partition
                        .set("Partition", 0)
                        .set("FetchOffset", 0L)
                        .set("PartitionMaxBytes", bytes))));
    }

    /** A Fetch as clients of Kafka 4 send it. */
    static byte[] fetch(UUID topic, int bytes) {
        return request("Fetch", 17, body -> body.set("MaxWaitMs", 500)
                .set("MinBytes", 1)
                .set("MaxBytes", bytes)
                .add("Topics", each -> each.set("TopicId", topic).add("Partitions", partition -> partition
                        .set("Partition", 0)
                        .set("FetchOffset", 0L)
                        .set("PartitionMaxBytes", bytes))));
    }

    /** Creates a topic, and gives its id. */
    UUID createTopic(String name) throws IOException {
        out.write(create(name));
        byte[] response = new byte[in.readInt()];
        in.readFully(response);
        return Frames.decodeResponse(Catalog.standard().api(CREATE_TOPICS), CREATE_TOPICS_VERSION, Bytes.wrap(response))
                .getStructs("Topics")
                .get(0)
                .getUuid("TopicId");
    }

    /** Sends a request a number of times, and gives the bytes that passed both ways. */
    long run(byte[] request, int times) throws IOException {
        long bytes = 0;
        int sent = 0;
        byte[] response = new byte[1 << 16];
        for (int received = 0; received < times; received++) {
            for (; sent < times && sent - received < IN_FLIGHT; sent++) {
                out.write(request);
                bytes += request.length;
            }
            int size = in.readInt();
            bytes += size + Integer.BYTES;
            response = size > response.length ? new byte[size] : response;
            in.readFully(response, 0, size);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
