package io.kspec.benchmarks;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
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

/** One captured frame, header and body, read and written by kspec and by kafka-clients' generated classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class FrameBenchmark {
    /** Which frame of the corpus: how many in a hundred are smaller. */
    @Param({"5", "15", "25", "35", "45", "50", "55", "65", "75", "85", "95"})
    public int percentile;

    private CorpusFrame frame;

    /** Finds the frame, and has both codecs show that they do the same with it. */
    @Setup
    public void prepare() {
        frame = Corpus.load().atPercentile(percentile);
        frame.check();
    }

    /** The lean path. */
    @Benchmark
    public Object decode() {
        return frame.decode();
    }

    /** With the place of every field. */
    @Benchmark
    public DecodeAttempt decodeWithLayout() {
        return frame.decodeWithLayout();
    }

    /** The yardstick. */
    @Benchmark
    public KafkaFrame kafkaDecode() {
        return frame.kafkaDecode();
    }

    /** The lean path. */
    @Benchmark
    public Bytes encode() {
        return frame.encode();
    }

    /** The yardstick. */
    @Benchmark
    public ByteBuffer kafkaEncode() {
        return frame.kafkaEncode();
    }
}
