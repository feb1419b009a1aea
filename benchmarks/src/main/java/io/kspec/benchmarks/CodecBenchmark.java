package io.kspec.benchmarks;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.Message;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.MessageSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A Metadata v12 response, decoded and encoded by kspec's codec and by kafka-clients' generated class. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private static final short VERSION = 12;
    private static final int PARTITIONS = 12;

    /** How many topics the response tells of. */
    @Param({"1", "50"})
    public int topics;

    private MessageSpec spec = Catalog.standard().api("Metadata").response(VERSION);
    private Message message = Message.defaults(spec.struct());
    private Bytes bytes = Bytes.EMPTY;
    private MetadataResponseData kafkaMessage = new MetadataResponseData();

    /** Makes the message, in both forms. */
    @Setup
    public void prepare() {
        var body = Message.builder(spec).set("ClusterId", "a-cluster").add("Brokers", broker -> broker.set("NodeId", 1)
                .set("Host", "localhost")
                .set("Port", 9092));
        for (int i = 0; i < topics; i++) {
            String name = "topic-" + i;
            body.add("Topics", topic -> {
                topic.set("Name", name);
                for (int p = 0; p < PARTITIONS; p++) {
                    int index = p;
                    topic.add("Partitions", partition -> partition
                            .set("PartitionIndex", index)
                            .set("LeaderId", 1)
                            .set("ReplicaNodes", List.of(1, 2, 3))
                            .set("IsrNodes", List.of(1, 2, 3)));
                }
            });
        }
        message = body.build();
        bytes = Codec.encode(message);
        kafkaMessage = kafkaDecode();
    }

    /** The lean path. */
    @Benchmark
    public Message decode() {
        return Codec.decode(spec, bytes);
    }

    /** With the place of every field. */
    @Benchmark
    public DecodeAttempt decodeWithLayout() {
        return Codec.attempt(spec, bytes);
    }

    /** The yardstick. */
    @Benchmark
    public MetadataResponseData kafkaDecode() {
        return new MetadataResponseData(new ByteBufferAccessor(bytes.asByteBuffer()), VERSION);
    }

    /** The lean path. */
    @Benchmark
    public Bytes encode() {
        return Codec.encode(message);
    }

    /** The yardstick. */
    @Benchmark
    public ByteBufferAccessor kafkaEncode() {
        return MessageUtil.toByteBufferAccessor(kafkaMessage, VERSION);
    }

    /** Runs the benchmarks of this room. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(CodecBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
