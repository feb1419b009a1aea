package io.kspec.clients.driver;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** Plays jobs with the Java client: {@code JavaDriver BOOTSTRAP PREFIX JOB...}. */
public final class JavaDriver {
    private JavaDriver() {}

    static Map<String, Job<JavaSite>> jobs() {
        Map<String, Job<JavaSite>> jobs = new TreeMap<>();
        jobs.putAll(ProducerJobs.all());
        jobs.putAll(TransactionJobs.all());
        jobs.putAll(ConsumerJobs.all());
        jobs.putAll(GroupJobs.all());
        jobs.putAll(ShareJobs.all());
        jobs.putAll(GroupAdminJobs.all());
        jobs.putAll(TopicAdminJobs.all());
        jobs.putAll(ConfigAdminJobs.all());
        jobs.putAll(ClusterAdminJobs.all());
        jobs.putAll(TransactionAdminJobs.all());
        jobs.putAll(SecurityAdminJobs.all());
        jobs.putAll(LoginJobs.all());
        return jobs;
    }

    /** The release of kafka-clients on the class path. */
    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream =
                Objects.requireNonNull(Admin.class.getResourceAsStream("/kafka/kafka-version.properties"))) {
            properties.load(stream);
        }
        return properties.getProperty("version", "unknown");
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        String bootstrap = words.get(0);
        String prefix = words.get(1);
        new JobLoop("kafka-clients", version(), System.out)
                .play(words.subList(2, words.size()), jobs(), job -> new JavaSite(bootstrap, prefix + "-" + job));
        // A client whose close hangs does not keep the driver alive.
        Runtime.getRuntime().halt(0);
    }
}
