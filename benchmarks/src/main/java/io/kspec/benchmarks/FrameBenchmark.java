package io.kspec.benchmarks;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One captured frame, header and body, read and written by kspec and by kafka-clients' generated classes. */
public class FrameBenchmark extends ComparedInOneRun {
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
