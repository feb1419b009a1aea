package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.reference.KafkaLibraries;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A plug-in by which Apache Kafka takes the metrics of clients (KIP-714), and forgets them. */
final class MetricsPlugIn {
    /** Its class. */
    static final String NAME = "MetricsSink";

    private static final String SOURCE =
            """
            import java.util.List;
            import java.util.Map;
            import org.apache.kafka.common.metrics.KafkaMetric;
            import org.apache.kafka.common.metrics.MetricsReporter;
            import org.apache.kafka.server.telemetry.ClientTelemetry;
            import org.apache.kafka.server.telemetry.ClientTelemetryReceiver;

            public final class MetricsSink implements MetricsReporter, ClientTelemetry {
                @Override
                public void init(List<KafkaMetric> metrics) {}

                @Override
                public void metricChange(KafkaMetric metric) {}

                @Override
                public void metricRemoval(KafkaMetric metric) {}

                @Override
                public void configure(Map<String, ?> configs) {}

                @Override
                public void close() {}

                @Override
                public ClientTelemetryReceiver clientReceiver() {
                    return (context, payload) -> {};
                }
            }
            """;

    private MetricsPlugIn() {}

    /**
     * Compiles it for a release.
     *
     * @return the folder of its class
     */
    static Path compiled(String release, Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve(NAME + ".java"), SOURCE);
        String libraries = KafkaLibraries.fetch(release).stream()
                .map(Path::toString)
                .filter(jar -> jar.contains("kafka-clients"))
                .collect(Collectors.joining(File.pathSeparator));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-Xlint:none",
                        "-cp",
                        libraries,
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(result).isZero();
        return folder;
    }
}
