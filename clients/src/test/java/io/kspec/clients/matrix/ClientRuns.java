package io.kspec.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.clients.broker.PlayedTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/** The runs of all clients, several at a time, because clients wait most of the time. */
final class ClientRuns implements AutoCloseable {
    private static final int AT_A_TIME = 4;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Path LOGS = Path.of("target", "drivers", "log");

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<String, Future<List<JobResult>>> runs = new ConcurrentHashMap<>();
    private final Declarations declarations;
    private final PlayedBroker broker;
    private final Set<String> answeredApis;
    private final BiConsumer<DeclaredClient, JobResult> listener;

    private ClientRuns(
            Declarations declarations,
            PlayedBroker broker,
            Set<String> answeredApis,
            BiConsumer<DeclaredClient, JobResult> listener) {
        this.declarations = declarations;
        this.broker = broker;
        this.answeredApis = answeredApis;
        this.listener = listener;
    }

    /**
     * Starts the runs.
     *
     * @param target the broker that a client plays on
     * @param answeredApis the APIs that the broker answers; jobs that need others are not played
     * @param listener told of each job when it has ended
     */
    static ClientRuns start(
            Declarations declarations,
            PlayedBroker broker,
            Function<DeclaredClient, PlayedTarget> target,
            Set<String> answeredApis,
            BiConsumer<DeclaredClient, JobResult> listener) {
        ClientRuns runs = new ClientRuns(declarations, broker, answeredApis, listener);
        for (DeclaredClient client : declarations.clients()) {
            if (reasonToSkip(client).isEmpty()) {
                runs.runs.put(client.id(), runs.threads.submit(() -> runs.play(client, target.apply(client))));
            }
        }
        return runs;
    }

    /** Why a client is not played; empty if it is. */
    private static String reasonToSkip(DeclaredClient client) {
        String only = System.getProperty("kspec.clients.only", "");
        if (!only.isEmpty()) {
            return Arrays.asList(only.split(",", -1)).contains(client.id()) ? "" : "kspec.clients.only is " + only;
        }
        return client.apart().isEmpty() || Boolean.getBoolean("kspec.clients")
                ? ""
                : client.apart() + "; mvn verify -Pclients plays it";
    }

    private List<JobResult> play(DeclaredClient client, PlayedTarget target) throws IOException, InterruptedException {
        DriverCommand command = Drivers.of(client);
        Files.createDirectories(LOGS);
        String name = client.id() + "-on-" + broker.name().toLowerCase(Locale.ROOT);
        Path errors = LOGS.resolve(name + ".err");
        List<JobResult> results = new DriverRun(command, target, client.id(), errors, START)
                .play(jobsOf(client), result -> listener.accept(client, result));
        Files.write(
                LOGS.resolve(name + ".txt"),
                results.stream().map(JobResult::toString).toList());
        return results;
    }

    private List<DeclaredJob> jobsOf(DeclaredClient client) {
        return declarations.jobs().stream()
                .filter(job -> client.plays(job, answeredApis))
                .toList();
    }

    /** Waits for the run of a client, and fails if it differs from what is declared. */
    void verify(DeclaredClient client) throws InterruptedException {
        String reason = reasonToSkip(client);
        Assumptions.assumeTrue(reason.isEmpty(), reason);
        Future<List<JobResult>> run = runs.get(client.id());
        try {
            List<JobResult> results = run == null ? List.of() : run.get();
            assertThat(new ClientReview(client, broker).differences(jobsOf(client), results))
                    .as("what %s did on %s, compared with clients.yaml", client, broker)
                    .isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TestAbortedException missing) {
                throw missing;
            }
            throw new AssertionError(client + " was not played on " + broker, e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
