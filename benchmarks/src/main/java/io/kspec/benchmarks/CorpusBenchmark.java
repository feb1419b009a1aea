package io.kspec.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The whole corpus, one frame after the other: every API and version in one run, as a broker under test meets them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CorpusBenchmark {
    private List<CorpusFrame> frames = List.of();

    /** Has both codecs show that they do the same with every frame. */
    @Setup
    public void prepare() {
        frames = Corpus.load().frames();
        frames.forEach(CorpusFrame::check);
    }

    /** The lean path. */
    @Benchmark
    public void decode(Blackhole hole) {
        frames.forEach(frame -> hole.consume(frame.decode()));
    }

    /** With the place of every field. */
    @Benchmark
    public void decodeWithLayout(Blackhole hole) {
        frames.forEach(frame -> hole.consume(frame.decodeWithLayout()));
    }

    /** The yardstick. */
    @Benchmark
    public void kafkaDecode(Blackhole hole) {
        frames.forEach(frame -> hole.consume(frame.kafkaDecode()));
    }

    /** The lean path. */
    @Benchmark
    public void encode(Blackhole hole) {
        frames.forEach(frame -> hole.consume(frame.encode()));
    }

    /** The yardstick. */
    @Benchmark
    public void kafkaEncode(Blackhole hole) {
        frames.forEach(frame -> hole.consume(frame.kafkaEncode()));
    }
}
