package io.kspec.clients.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;

/** Plays jobs with Kafka Streams: {@code StreamsDriver BOOTSTRAP PREFIX JOB...}. */
public final class StreamsDriver {
    private StreamsDriver() {}

    /** The release of kafka-streams on the class path. */
    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Objects.requireNonNull(
                KafkaStreams.class.getResourceAsStream("/kafka/kafka-streams-version.properties"))) {
            properties.load(stream);
        }
        return properties.getProperty("version", "unknown");
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        String bootstrap = words.get(0);
        String prefix = words.get(1);
        new JobLoop("kafka-streams", version(), System.out)
                .play(
                        words.subList(2, words.size()),
                        StreamsJobs.all(bootstrap),
                        job -> new JavaSite(bootstrap, prefix + "-" + job));
        // A client whose close hangs does not keep the driver alive.
        Runtime.getRuntime().halt(0);
    }
}
