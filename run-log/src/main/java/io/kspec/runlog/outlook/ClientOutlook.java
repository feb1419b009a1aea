package io.kspec.runlog.outlook;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.outlook.VersionEvidence.Stop;
import io.kspec.runlog.outlook.VersionEvidence.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs real clients will do on the target of a run. A job is stopped if a response breaks a rule of the client, at a version
 * of an API that the client uses for it; it works only if all of these versions were played and none of them fails in a way of
 * which no rule says what the client does. Else it is not known.
 *
 * <p>A client is taken to use the target's newest version of an API where that is older than the one that it was seen to use.
 *
 * @param clients those whose rules were read and whose requests were recorded
 * @param unknown the names of the others
 */
public record ClientOutlook(List<ClientForecast> clients, List<String> unknown) {
    /** What clients ask where a target lacks an API. Only Java was seen to use this one, and has both ways (KIP-966). */
    private static final Map<String, String> OLDER = Map.of("DescribeTopicPartitions", "Metadata");

    private static final String CREATES_TOPICS = "CreateTopics";

    private static final int NEWEST = Short.MAX_VALUE;

    public ClientOutlook {
        clients = List.copyOf(clients);
        unknown = List.copyOf(unknown);
    }

    /** What a run tells. */
    public static ClientOutlook of(RunLog log) {
        return of(log, RecordedClients.standard());
    }

    static ClientOutlook of(RunLog log, RecordedClients recorded) {
        VersionEvidence evidence = new VersionEvidence(log);
        return new ClientOutlook(
                recorded.clients().stream()
                        .filter(RecordedClient::isPredictable)
                        .map(client -> forecast(client, evidence))
                        .toList(),
                recorded.clients().stream()
                        .filter(client -> !client.isPredictable())
                        .map(RecordedClient::id)
                        .toList());
    }

    /** The jobs of all clients of which this can be said. */
    public int count(Prospect prospect) {
        return clients.stream().mapToInt(client -> client.count(prospect)).sum();
    }

    /** What stops a client in a job. */
    public Optional<Obstacle> stop(String client, String job) {
        return clients.stream()
                .filter(each -> each.client().equals(client))
                .findFirst()
                .flatMap(forecast -> forecast.stop(job));
    }

    private static ClientForecast forecast(RecordedClient client, VersionEvidence evidence) {
        return new ClientForecast(
                client.id(),
                client.library(),
                client.jobs().stream()
                        .map(job -> new JobForecast(job.id(), obstacle(client, job, evidence)))
                        .toList());
    }

    private static @Nullable Obstacle obstacle(RecordedClient client, RecordedJob job, VersionEvidence evidence) {
        Optional<String> lacking = job.needs().stream().filter(evidence::lacks).findFirst();
        if (lacking.isPresent()) {
            return new Obstacle(Prospect.STOPPED, "the target does not advertise " + lacking.get(), "", null);
        }
        if (job.uses().isEmpty()) {
            return Obstacle.unknown("what the client sends for it was not recorded", null);
        }
        List<Use> uses = new ArrayList<>();
        List<String> unspoken = new ArrayList<>();
        job.uses().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(use -> {
            String older = evidence.lacks(use.getKey()) ? OLDER.get(use.getKey()) : null;
            for (int version : older == null ? use.getValue() : List.of(NEWEST)) {
                String api = older == null ? use.getKey() : older;
                evidence.spoken(api, version).ifPresentOrElse(uses::add, () -> unspoken.add(api + " v" + version));
            }
        });
        Optional<Stop> stop = uses.stream()
                .flatMap(use -> evidence.stop(use, client.rules()).stream())
                .min(Comparator.comparing((Stop found) -> isPreparation(job, found.use()))
                        .thenComparingInt(Stop::position));
        if (stop.isPresent()) {
            return new Obstacle(
                    Prospect.STOPPED,
                    stop.get().reaction(),
                    stop.get().use().toString(),
                    stop.get().example());
        }
        return Stream.of(
                        unspoken.stream()
                                .map(use ->
                                        Obstacle.unknown("the target speaks only newer versions than " + use, null)),
                        uses.stream().flatMap(use -> doubt(use, client.rules(), evidence).stream()),
                        evidence.failedFlow(client.id(), job.id()).map(ClientOutlook::unexplained).stream())
                .flatMap(doubts -> doubts)
                .findFirst()
                .orElse(null);
    }

    /** Whether an API is used only for a topic of the job's own, which others have already: what else stops it says more. */
    private static boolean isPreparation(RecordedJob job, Use use) {
        return use.api().equals(CREATES_TOPICS) && !job.needs().contains(CREATES_TOPICS);
    }

    /** Why it is not known whether a version works for a client. */
    private static Optional<Obstacle> doubt(Use use, String client, VersionEvidence evidence) {
        if (evidence.lacks(use.api())) {
            return Optional.of(Obstacle.unknown("the target does not advertise " + use.api(), null));
        }
        if (!evidence.isPlayed(use)) {
            return Optional.of(Obstacle.unknown(use + " was not played", null));
        }
        return evidence.unexplained(use, client).map(ClientOutlook::unexplained);
    }

    private static Obstacle unexplained(CaseResult failed) {
        return new Obstacle(
                Prospect.UNKNOWN,
                failed.check().id() + " fails, and no rule says what the client does",
                failed.api() == null ? "" : failed.api().toString(),
                failed);
    }
}
