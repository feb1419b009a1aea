package io.kspec.clients.matrix;

import io.kspec.clients.broker.PlayedTarget;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.scenario.ScenarioLabel;
import io.kspec.recorder.scenario.ScenarioText;
import io.kspec.recorder.tap.FileTap;
import io.kspec.scenarios.Call;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioReader;
import io.kspec.scenarios.Step;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.ListenerSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records what a client sends to a broker for one of its jobs, and makes the scenario of it that kspec keeps. */
final class FlowRecorder {
    /** Where the scenarios are kept. */
    static final Path FLOWS = Path.of("..", "scenarios", "catalog", "clients");

    /** The recordings themselves, which are not kept. */
    private static final Path RECORDINGS = Path.of("target", "flows");

    /** The job that is about topics. */
    private static final String CREATE = "create-topic";

    /** The job whose client goes on with what has created its topic. */
    private static final String ALTER = "alter-configs";

    /** What clients ask that read and write. */
    private static final Set<String> DATA = Set.of("Produce", "Fetch", "JoinGroup", "InitProducerId");

    private static final Duration START = Duration.ofSeconds(60);
    private static final int LIMIT = 64 << 20;

    /** What differs from one recording to the next, and says nothing of the client. */
    private static final Set<String> VOLATILE = Set.of(
            "Records",
            "MaxWaitMs",
            "FetchOffset",
            "CommittedOffset",
            "SessionEpoch",
            "SessionId",
            "Reason",
            "MemberId");

    /** Some clients send the time that is left, rather than the one that they are configured with. */
    private static final String TIMEOUT = "timeoutMs";

    /** The APIs that clients only use when they have been running for a while. */
    private static final Set<String> TIMED = Set.of("Heartbeat");

    private final Target broker;

    /**
     * @param broker the address of a broker that has no topics of this client yet
     */
    FlowRecorder(Target broker) {
        this.broker = broker;
    }

    /**
     * Plays a job through the proxy.
     *
     * @return the scenario
     * @throws IllegalStateException if the client does not do the job
     */
    ScenarioText record(FlowClient client, DriverCommand driver, DeclaredJob job)
            throws IOException, InterruptedException {
        Files.createDirectories(RECORDINGS);
        Path file = recording(client, job);
        Files.deleteIfExists(file);
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        SessionHeader header = new SessionHeader("flows", broker.toString(), started, false);
        PortSettings ports = new PortSettings(broker, broker.host(), broker.host(), 0);
        List<JobResult> results;
        try (FileTap tap = FileTap.open(file, null, header, Instant.EPOCH, LIMIT, System.err::println)) {
            try (RecordingProxy proxy = RecordingProxy.start(
                    new ProxySettings(ports, ListenerSecurity.NONE, false, ProxySettings.Limits.DEFAULT),
                    tap,
                    System.err::println)) {
                PlayedTarget target = new PlayedTarget(proxy.address().toString(), client.environment());
                results = new DriverRun(driver, target, client.id(), RECORDINGS.resolve(client.id() + ".err"), START)
                        .play(List.of(job));
            }
            tap.close("the job ended");
        }
        JobResult result = results.get(0);
        if (!result.isOk()) {
            throw new IllegalStateException(client.id() + ", " + job.id() + ": " + result.detail());
        }
        return text(SessionFileReader.read(file), client, job, client.title(result.version()));
    }

    /** Whether there is a recording of a job. */
    static boolean isRecorded(FlowClient client, DeclaredJob job) {
        return Files.exists(recording(client, job));
    }

    private static Path recording(FlowClient client, DeclaredJob job) {
        return RECORDINGS.resolve(client.id() + "-" + job.id() + ".jsonl");
    }

    /** The scenario that the last recording of a job makes. */
    static ScenarioText again(FlowClient client, DeclaredJob job) throws IOException {
        String title = client.client().isPinned()
                ? client.title(client.client().version())
                : ScenarioReader.read(file(client, job)).source().getOrDefault("client", client.id());
        return text(SessionFileReader.read(recording(client, job)), client, job, title);
    }

    private static ScenarioText text(RecordedSession session, FlowClient client, DeclaredJob job, String title) {
        ScenarioLabel label = new ScenarioLabel(
                (client.id() + "-" + job.id()).replace('.', '-'), title + ": " + job.does() + ".", title, true);
        RecordedSession kept = job.id().equals(CREATE) ? session : withoutCreation(session, job);
        return ScenarioText.of(client.part().isEmpty() ? kept : ofPart(kept, client.part()), label);
    }

    /** The calls of a part of a client. */
    private static RecordedSession ofPart(RecordedSession session, String part) {
        return withCalls(
                session, session.calls().stream().filter(call -> clientId(call).equals(part)));
    }

    private static RecordedSession withCalls(RecordedSession session, Stream<RecordedCall> calls) {
        return new RecordedSession(session.header(), calls.toList(), session.notes(), session.end());
    }

    /**
     * A session without the client that creates the topics of a job: players have them before, and its questions are not those
     * of the job.
     */
    private static RecordedSession withoutCreation(RecordedSession session, DeclaredJob job) {
        List<RecordedCall> creations = session.calls().stream()
                .filter(call -> isOneOf(call, Set.of("CreateTopics")))
                .toList();
        long created =
                creations.stream().mapToLong(call -> call.ended().order()).max().orElse(0);
        boolean goesOn = job.id().equals(ALTER);
        Set<Integer> connections = goesOn
                ? Set.of()
                : creations.stream().map(RecordedCall::connection).collect(Collectors.toSet());
        Set<String> creators = goesOn
                ? new TreeSet<>()
                : creations.stream().map(FlowRecorder::clientId).collect(Collectors.toCollection(TreeSet::new));
        session.calls().stream()
                .filter(call -> isOneOf(call, DATA))
                .map(FlowRecorder::clientId)
                .forEach(creators::remove);
        return withCalls(
                session,
                session.calls().stream()
                        .filter(call -> call.sent().order() > created)
                        .filter(call -> !isOneOf(call, Set.of("DescribeTopicPartitions")))
                        .filter(call -> !connections.contains(call.connection()))
                        .filter(call -> !creators.contains(clientId(call))));
    }

    private static boolean isOneOf(RecordedCall call, Set<String> apis) {
        return call.api().filter(api -> apis.contains(api.name())).isPresent();
    }

    private static String clientId(RecordedCall call) {
        try {
            return Objects.requireNonNullElse(
                    Frames.decodeRequest(call.request().bytes()).clientId(), "");
        } catch (DecodeException unreadable) {
            return "";
        }
    }

    /** Where the scenario of a job is kept. */
    static Path file(FlowClient client, DeclaredJob job) {
        return FLOWS.resolve(client.id()).resolve(job.id() + ".yaml");
    }

    /**
     * Writes a scenario, unless the kept one has the same requests: how often and in how many parts depends on time.
     *
     * @param anyway whether to write it all the same
     */
    static boolean keep(ScenarioText made, Path file, boolean anyway) throws IOException {
        Scenario scenario = made.scenario(file.toString());
        if (Files.exists(file) && !anyway) {
            Scenario kept = ScenarioReader.read(file);
            if (kept.description().equals(scenario.description())
                    && requests(kept).equals(requests(scenario))) {
                return false;
            }
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, made.yaml());
        return true;
    }

    /**
     * What the requests of a scenario have in their fields, without what is volatile: how many partitions are in one request, and in
     * which order, depends on time as well.
     */
    private static Set<String> requests(Scenario scenario) {
        Set<String> requests = new TreeSet<>();
        for (Step step : scenario.steps()) {
            for (Call call : step.calls()) {
                if (!TIMED.contains(call.api().name())) {
                    String request = call.role() + " " + call.api() + " " + scenario.versions(call.api());
                    requests.add(request);
                    addFields(request, call.body().plain(), requests);
                }
            }
        }
        return requests;
    }

    private static void addFields(String path, @Nullable Object value, Set<String> fields) {
        if (value instanceof Map<?, ?> struct) {
            struct.forEach((key, each) -> {
                String name = String.valueOf(key).replace("?", "");
                if (name.equalsIgnoreCase(TIMEOUT) && each instanceof Number millis) {
                    fields.add(path + " " + name + " " + Math.round(millis.doubleValue() / 1000) + " s");
                } else if (!VOLATILE.contains(name)) {
                    addFields(path + " " + name, each, fields);
                }
            });
        } else if (value instanceof List<?> entries) {
            entries.forEach(entry -> addFields(path, entry, fields));
        } else {
            fields.add(path + " " + value);
        }
    }
}
