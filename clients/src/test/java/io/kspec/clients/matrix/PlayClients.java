package io.kspec.clients.matrix;

import io.kspec.clients.broker.PlayedTarget;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.outlook.ClientOutlook;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opentest4j.TestAbortedException;

/**
 * Plays the clients whose tools are installed on any broker: {@code PlayClients BOOTSTRAP LOG CLIENTS JOBS}, where LOG is the log
 * of a run of the suite on the same broker, or {@code -}, and CLIENTS and JOBS are ids separated by commas, or {@code -} for all.
 * {@code kspec clients} starts it.
 */
public final class PlayClients {
    private static final int AT_A_TIME = 4;
    private static final int USAGE = 2;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Path LOGS = Path.of("target", "drivers", "log");
    private static final String ALL = "-";

    private final String bootstrap;
    private final List<DeclaredJob> jobs;
    private final PrintStream progress;

    private PlayClients(String bootstrap, List<DeclaredJob> jobs, PrintStream progress) {
        this.bootstrap = bootstrap;
        this.jobs = jobs;
        this.progress = progress;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Declarations declarations = Declarations.read();
        List<String> clientIds =
                declarations.clients().stream().map(DeclaredClient::id).toList();
        List<String> jobIds = declarations.jobs().stream().map(DeclaredJob::id).toList();
        List<String> chosenClients = chosen("client", arguments[2], clientIds);
        List<String> chosenJobs = chosen("job", arguments[3], jobIds);
        List<DeclaredClient> clients = declarations.clients().stream()
                .filter(client -> chosenClients.contains(client.id()))
                .toList();
        List<DeclaredJob> jobs = declarations.jobs().stream()
                .filter(job -> chosenJobs.contains(job.id()))
                .toList();
        ClientOutlook outlook = arguments[1].equals(ALL)
                ? OutcomeTable.NOTHING_PREDICTED
                : ClientOutlook.of(RunLog.read(Path.of(arguments[1])));
        List<ClientOutcome> outcomes = new PlayClients(arguments[0], jobs, System.err).play(clients);
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .print(new OutcomeTable(jobs, outcomes, outlook).text());
        boolean failed =
                outcomes.stream().flatMap(outcome -> outcome.results().stream()).anyMatch(result -> !result.isOk());
        // A client that cannot be ended does not keep the process alive.
        Runtime.getRuntime().halt(failed ? 1 : 0);
    }

    /** The ids that are separated by commas; ends the process if one of them is unknown. */
    private static List<String> chosen(String what, String text, List<String> known) {
        if (text.equals(ALL)) {
            return known;
        }
        List<String> chosen = Arrays.asList(text.split(",", -1));
        for (String id : chosen) {
            if (!known.contains(id)) {
                System.err.println("expected a " + what + ", one of " + String.join(", ", known) + ", found " + id);
                System.exit(USAGE);
            }
        }
        return chosen;
    }

    private List<ClientOutcome> play(List<DeclaredClient> clients) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<ClientOutcome>> runs = new ArrayList<>();
            for (DeclaredClient client : clients) {
                runs.add(threads.submit(() -> play(client)));
            }
            List<ClientOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                outcomes.add(outcome(clients.get(i), runs.get(i)));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The outcome of a run; a client that cannot be installed or started is absent. */
    private ClientOutcome outcome(DeclaredClient client, Future<ClientOutcome> run) throws InterruptedException {
        try {
            ClientOutcome outcome = run.get();
            progress.println(client + ": " + outcome.passed() + " of "
                    + outcome.results().size() + " jobs pass");
            return outcome;
        } catch (ExecutionException e) {
            String reason = firstLine(Objects.requireNonNullElse(e.getCause(), e));
            progress.println(client + ": absent: " + reason);
            return ClientOutcome.absent(client, reason);
        }
    }

    private static String firstLine(Throwable thrown) {
        Throwable aborted = thrown instanceof TestAbortedException && thrown.getMessage() != null ? thrown : null;
        String text = aborted == null ? thrown.toString() : String.valueOf(aborted.getMessage());
        return text.replace("Assumption failed: ", "").lines().findFirst().orElse("");
    }

    private ClientOutcome play(DeclaredClient client) throws IOException, InterruptedException {
        DriverCommand command = Drivers.of(client);
        Files.createDirectories(LOGS);
        List<DeclaredJob> played = jobs.stream()
                .filter(client::does)
                .filter(job -> job.listener().isEmpty() || System.getenv("KSPEC_" + job.listener()) != null)
                .toList();
        String prefix = "kspec-" + Long.toHexString(System.currentTimeMillis()) + "-" + client.id();
        return new ClientOutcome(
                client,
                "",
                new DriverRun(
                                command,
                                new PlayedTarget(bootstrap, Map.of()),
                                prefix,
                                LOGS.resolve(client.id() + "-on-target.err"),
                                START)
                        .play(played));
    }
}
