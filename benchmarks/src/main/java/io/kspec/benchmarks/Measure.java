package io.kspec.benchmarks;

import io.kspec.benchmarks.page.DocumentPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of the codec in one run, and writes the parts of the page that tell of them. */
final class Measure {
    private Measure() {}

    /**
     * Measures for some twelve minutes.
     *
     * @param arguments the page to write
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(FrameBenchmark.class.getSimpleName())
                        .include(CorpusBenchmark.class.getSimpleName())
                        .include(RecordsBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        new DocumentPart(Path.of(arguments[0]), BenchmarkPage.TITLE)
                .write(new BenchmarkPage(Corpus.load(), Comparison.of(results)).text());
        CodecTurns.write(Path.of(arguments[0]));
    }
}
