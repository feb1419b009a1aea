package io.kspec.suite.session;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Environment;
import io.kspec.runlog.KnownApi;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLogWriter;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.TargetAddress;
import io.kspec.runlog.Verdict;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.cluster.SharedCluster;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Durations;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Transcript;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
import io.kspec.suite.check.Needs;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.process.TargetCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run against its target: what the target advertises, the stages of the cases, the log of their results, and whether the
 * target is still alive. Opening a session probes the target; closing it cleans up, probes again and ends the log.
 */
public final class TargetSession implements AutoCloseable {
    /** How long to wait for a response of an API at a version that is never answered. */
    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    /** How long it may take to have what a case needs first; Apache Kafka lets the first member of a group wait 3 s. */
    private static final Duration SLOW = Duration.ofSeconds(5);
    /** How long to wait for a response once the run is interrupted, so that cleaning up does not take long. */
    private static final Duration HURRIED = Duration.ofSeconds(3);

    private final RunSettings settings;
    private final RunListener listener;
    private final RunNames names = RunNames.random();
    private final TargetProbe probe;
    private final Revival revival;
    private final Lifeline lifeline;
    private final VersionExperience experience;
    private final Needs needs;
    private final List<Playing> preparations = new CopyOnWriteArrayList<>();
    private final AdvertisedVersions advertised;
    private final RunLogWriter log;
    private final Instant deadline;
    private final PlausibilityLedger plausibility = new PlausibilityLedger();
    private final SharedCluster shared;
    private final RetiredTopics retired = new RetiredTopics(this::delete);
    private final PlayingThreads playing = new PlayingThreads();
    /** Guards the log and the listener, which see the events of the run one at a time. */
    private final Object events = new Object();

    private volatile @Nullable String givenUp;
    private volatile boolean interrupted;
    private volatile boolean failedFast;
    private @Nullable RunOutcome outcome;

    private TargetSession(RunSettings settings, RunListener listener) throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.probe = new TargetProbe(settings.target(), settings.connections());
        this.revival = new Revival(probe, settings.command(), this::isInterrupted, this::forget);
        Duration patience = settings.connections().readTimeout();
        this.experience = new VersionExperience(patience);
        Inquest inquest =
                new Inquest(probe, revival, experience, this::isInterrupted, this::giveUp, this::prepareAgain);
        this.lifeline = new Lifeline(inquest, settings.failFast());
        this.shared = new SharedCluster(Durations.shorter(patience, SLOW));
        this.needs = new Needs(patience, patience.compareTo(SLOW) > 0 ? patience : SLOW, experience);
        revival.begin();
        try {
            this.advertised = ask();
            RunHeader header = header();
            this.log = RunLogWriter.create(settings.logFile(), header);
            this.deadline = Instant.now().plus(settings.limit());
            listener.started(header);
        } catch (IOException | RuntimeException e) {
            revival.close();
            throw e;
        }
    }

    /**
     * Begins a run.
     *
     * @throws NoKafkaThere if the target does not answer, or not in Kafka's protocol
     * @throws UncheckedIOException if the log cannot be created
     */
    public static TargetSession open(RunSettings settings, RunListener listener) {
        try {
            return new TargetSession(settings, listener);
        } catch (IOException e) {
            throw new UncheckedIOException("run log " + settings.logFile() + ": " + e.getMessage(), e);
        }
    }

    public Selection selection() {
        return settings.selection();
    }

    /** The scenarios that are played besides kspec's own checks. */
    public List<ScenarioCheck> scenarios() {
        return settings.scenarios();
    }

    /** The versions that the target advertises; empty if its ApiVersions response cannot be read. */
    public AdvertisedVersions advertised() {
        return advertised;
    }

    /**
     * The versions of an API that the target advertises and kspec knows. If the ApiVersions response cannot be read,
     * all known versions of ApiVersions itself.
     */
    public Versions versions(ApiSpec api) {
        if (advertised.ranges().isEmpty() && api.name().equals("ApiVersions")) {
            return api.versions();
        }
        return advertised.common(api);
    }

    /** A new stage for one case, which must close it. */
    public Stage newStage(@Nullable ApiSpec api, int version, Transcript transcript) {
        Stage stage = newStage(limits(api, version), transcript);
        stage.share(shared);
        stage.topics().leaveTo(retired::add);
        return stage;
    }

    private void delete(List<String> topics) {
        try (Stage stage = newStageOfAdmin()) {
            stage.topics().delete(topics);
        }
    }

    /** A stage on which all roles may delete what the cases made. */
    private Stage newStageOfAdmin() {
        return newStage(limits(null, 0).asAdmin(), new Transcript());
    }

    private Stage newStage(ConnectionSettings connections, Transcript transcript) {
        Stage stage = Stage.on(settings.target())
                .settings(connections)
                .names(names)
                .transcript(transcript)
                .open();
        stage.advertised(advertised);
        stage.prefer(experience);
        return stage;
    }

    private ConnectionSettings limits(@Nullable ApiSpec api, int version) {
        boolean impatient = api != null && experience.isSilent(api, version);
        ConnectionSettings usual = settings.connections();
        Duration most = impatient ? IMPATIENT : interrupted ? HURRIED : usual.readTimeout();
        return usual.readTimeout().compareTo(most) > 0 ? usual.withReadTimeout(most) : usual;
    }

    /** The implausible values in the responses of this run. */
    public PlausibilityLedger plausibility() {
        return plausibility;
    }

    /** What this run has learned of the versions of each API. */
    public VersionExperience experience() {
        return experience;
    }

    /** What the cases of this run need first. */
    public Needs needs() {
        return needs;
    }

    /** Books the results of all cases that have ended, after a look at whether the target survived them. */
    public void settle() {
        lifeline.conclude();
    }

    /** Watches over the target's life. */
    public Lifeline lifeline() {
        return lifeline;
    }

    /** Registers a case that makes the target ready for others: it is played again whenever the target was restarted. */
    public void preparedBy(Playing playing) {
        preparations.add(playing);
    }

    /** What is played from now on needs no target that was made ready. */
    public void needsNoPreparation() {
        preparations.clear();
    }

    /** Forgets what the target had before it was restarted. */
    private void forget() {
        needs.forget();
        shared.forget();
    }

    private void prepareAgain() {
        for (Playing each : preparations) {
            Playing unused = each.again();
        }
    }

    /** The beginning of a command line that repeats cases of this run. */
    public String commandLine() {
        TargetCommand command = settings.command();
        String target = command == null ? "--target " + settings.target() : "--exec " + quoted(command.text());
        return "kspec run " + target
                + settings.clientOptions().stream()
                        .map(option -> " " + (option.startsWith("--") ? option : quoted(option)))
                        .collect(Collectors.joining());
    }

    /** A word of a shell's command line. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The reason why the rest of the run is not played, or empty if it is. */
    public Optional<String> givenUp() {
        if (givenUp == null && Instant.now().isAfter(deadline)) {
            givenUp = "the run reached its limit of " + settings.limit().toSeconds() + " s";
        }
        return Optional.ofNullable(givenUp);
    }

    /**
     * Abandons the rest of the run and interrupts the cases in flight; may be called from another thread. The target is
     * still cleaned up.
     */
    public void interrupt() {
        givenUp = "the run was interrupted";
        interrupted = true;
        playing.interrupt();
    }

    /** Whether the run was interrupted: what a case finds after that is not the target's fault. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Whether the run ended with its first failure: what was examined up to then is not judged either. */
    public boolean hasFailedFast() {
        return failedFast;
    }

    private void giveUp(String reason) {
        if (givenUp == null) {
            givenUp = reason;
        }
    }

    /** Tells the listener how many cases the run has. */
    public void planned(int cases) {
        synchronized (events) {
            listener.planned(cases);
        }
    }

    /** Records that the calling thread begins to play a case, and tells the listener. */
    public void began(String checkId, String caseName) {
        playing.add();
        synchronized (events) {
            listener.began(checkId, caseName);
        }
    }

    /** Records that the calling thread no longer plays a case. */
    public void ended() {
        playing.remove();
    }

    /** Appends a result to the log and tells the listener. Thread-safe. */
    public void record(CaseResult result) {
        synchronized (events) {
            try {
                log.append(result);
            } catch (IOException e) {
                throw new UncheckedIOException("run log " + settings.logFile() + ": " + e.getMessage(), e);
            }
            listener.ended(result);
            if (settings.failFast() && result.verdict() == Verdict.FAIL && givenUp == null) {
                givenUp = "the run ended after its first failed case, "
                        + result.check().id() + (result.api() == null ? "" : ", " + result.api());
                failedFast = true;
            }
        }
    }

    /** Cleans up, probes the target one last time and ends the log; a second call returns the same outcome. */
    public synchronized RunOutcome finish() {
        if (outcome != null) {
            return outcome;
        }
        lifeline.conclude();
        List<String> leftBehind =
                givenUp == null || interrupted || failedFast ? cleanUp() : List.of(names.prefix() + "-*");
        try (log;
                revival) {
            RunFooter footer = log.finish(Instant.now(), probe.probe(), givenUp);
            outcome = new RunOutcome(settings.logFile(), footer, leftBehind);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException("run log " + settings.logFile() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        finish();
    }

    private List<String> cleanUp() {
        retired.add(shared.takeSpareTopics());
        retired.deleteAll();
        try (Stage stage = newStageOfAdmin()) {
            return new CleanUp(stage, names.prefix()).run();
        }
    }

    private AdvertisedVersions ask() {
        try (Stage stage = Stage.on(settings.target())
                .settings(settings.connections())
                .names(names)
                .open()) {
            return stage.advertised();
        } catch (StageFailure unreadable) {
            return new AdvertisedVersions(Map.of());
        }
    }

    private RunHeader header() {
        List<AdvertisedApi> ranges = new ArrayList<>();
        advertised
                .ranges()
                .forEach((key, range) -> ranges.add(new AdvertisedApi(
                        key,
                        Catalog.standard().find(key).map(ApiSpec::name).orElse("unknown API " + key),
                        range.lowest(),
                        range.highest())));
        List<KnownApi> known = Catalog.standard().apis().stream()
                .map(api -> new KnownApi(
                        api.key(),
                        api.name(),
                        api.versions().lowest(),
                        api.versions().highest(),
                        api.onBrokerListener()))
                .toList();
        return new RunHeader(
                KspecVersion.current(),
                new TargetAddress(settings.target().host(), settings.target().port()),
                Instant.now(),
                names.prefix(),
                ranges,
                known,
                new RunOptions(
                        settings.selection().profile(), settings.selection().filters()),
                Environment.current());
    }
}
