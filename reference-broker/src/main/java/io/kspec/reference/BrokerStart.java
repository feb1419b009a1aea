package io.kspec.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a broker: fetches the jars, chooses ports, runs the process and waits until it answers.
 *
 * @param release the release to start
 * @param properties properties that are added to {@link ServerProperties}
 * @param features feature levels that the storage is formatted with
 * @param listeners the protocols of further listeners, by name
 * @param scramCredentials users that the storage is formatted with, as the format tool takes them
 * @param plugIns jars and folders of classes that are added to the broker's own
 * @param fixedPort the port to listen on, or 0 for a free one
 * @param heapMegabytes the maximum heap size of the broker
 * @param joins the place in a running cluster that the broker takes; null to begin a cluster
 * @param limit how long the start may take once the jars are there
 * @param parent the folder in which the broker's directory is created
 * @param progress receives a line about each step
 */
record BrokerStart(
        KafkaRelease release,
        Map<String, String> properties,
        Map<String, Integer> features,
        Map<String, String> listeners,
        List<String> scramCredentials,
        List<Path> plugIns,
        int fixedPort,
        int heapMegabytes,
        @Nullable ClusterMembership joins,
        Duration limit,
        Path parent,
        Consumer<String> progress) {

    private static final int LOG_LINES = 40;
    /** How many times ports are chosen, since another process may take a port before the broker binds it. */
    private static final int PORT_CHOICES = 5;

    private static final int POLL_MILLIS = 50;

    BrokerStart {
        properties = Map.copyOf(properties);
        features = Map.copyOf(features);
        listeners = Map.copyOf(listeners);
        scramCredentials = List.copyOf(scramCredentials);
        plugIns = List.copyOf(plugIns);
    }

    ReferenceBroker start() {
        List<Path> libraries = new ArrayList<>(plugIns);
        libraries.addAll(KafkaLibraries.ofCurrentUser().fetch(release, progress));
        try {
            BrokerDirectory.sweep(parent, Instant.now());
            long end = System.nanoTime() + limit.toNanos();
            for (int choice = 1; ; choice++) {
                Optional<ReferenceBroker> broker = start(libraries, end, choice == PORT_CHOICES);
                if (broker.isPresent()) {
                    return broker.get();
                }
            }
        } catch (IOException e) {
            throw new ReferenceBrokerException(release.version(), "starting " + release, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceBrokerException(release.version(), "starting " + release, e);
        }
    }

    /** Returns empty if a port was taken between its choice and its use; on the last try that is an error. */
    private Optional<ReferenceBroker> start(List<Path> libraries, long end, boolean last)
            throws IOException, InterruptedException {
        if (fixedPort != 0 && !LoopbackPorts.isFree(fixedPort)) {
            throw failure("expected port " + fixedPort + " of " + LoopbackPorts.HOST + " to be free, found it taken");
        }
        int port = fixedPort == 0 ? LoopbackPorts.free(ThreadLocalRandom.current(), 0) : fixedPort;
        ClusterMembership member = joins == null ? founder(port) : joins;
        List<BrokerListener> more = listeners(Set.of(port, member.controllerPort()));
        BrokerProcess process = new BrokerProcess(BrokerDirectory.create(parent), libraries, heapMegabytes);
        boolean ready = false;
        try {
            BrokerDirectory directory = process.directory();
            write(ServerProperties.of(release, port, member, more, directory.data(), properties), directory);
            progress.accept(release + ": starting at " + LoopbackPorts.HOST + ":" + port);
            Process broker = process.start(formatArguments(directory, member.clusterId()));
            ready = awaitReady(broker, new BrokerProbe(port, member.clusterId()), directory, end, last);
            return ready
                    ? Optional.of(new ReferenceBroker(release, member, port, more, process, broker, this))
                    : Optional.empty();
        } finally {
            if (!ready) {
                process.close();
            }
        }
    }

    /** Starts the process of a broker that has been stopped again, with its data and ports. */
    Process restart(BrokerProcess process, ClusterMembership member, int port) {
        try {
            BrokerDirectory directory = process.directory();
            List<String> format = formatArguments(directory, member.clusterId());
            format.add("--ignore-formatted");
            Process broker = process.start(format);
            long end = System.nanoTime() + limit.toNanos();
            boolean unused = awaitReady(broker, new BrokerProbe(port, member.clusterId()), directory, end, true);
            return broker;
        } catch (IOException e) {
            throw new ReferenceBrokerException(release.version(), "restarting " + release, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceBrokerException(release.version(), "restarting " + release, e);
        }
    }

    private static ClusterMembership founder(int port) throws IOException {
        return new ClusterMembership(
                ClusterMembership.CONTROLLER, clusterId(), LoopbackPorts.free(ThreadLocalRandom.current(), port));
    }

    private List<BrokerListener> listeners(Set<Integer> taken) throws IOException {
        Set<Integer> used = new HashSet<>(taken);
        List<BrokerListener> chosen = new ArrayList<>();
        for (Map.Entry<String, String> each : listeners.entrySet()) {
            int port = LoopbackPorts.free(ThreadLocalRandom.current(), 0);
            while (!used.add(port)) {
                port = LoopbackPorts.free(ThreadLocalRandom.current(), port);
            }
            chosen.add(new BrokerListener(each.getKey(), each.getValue(), port));
        }
        return chosen;
    }

    private List<String> formatArguments(BrokerDirectory directory, String clusterId) {
        List<String> arguments = new ArrayList<>(List.of(
                "format",
                "--cluster-id",
                clusterId,
                "--config",
                directory.properties().toString()));
        features.forEach((name, level) -> arguments.addAll(List.of("--feature", name + "=" + level)));
        scramCredentials.forEach(each -> arguments.addAll(List.of("--add-scram", each)));
        return arguments;
    }

    /** Waits until the broker is ready; returns false if a port was taken. */
    private boolean awaitReady(Process broker, BrokerProbe probe, BrokerDirectory directory, long end, boolean last)
            throws IOException, InterruptedException {
        Optional<String> missing = probe.missing();
        while (missing.isPresent()) {
            if (broker.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                boolean portTaken = LogTail.of(directory.log(), Integer.MAX_VALUE).stream()
                        .anyMatch(line -> line.contains("failed to bind"));
                if (portTaken && fixedPort == 0 && !last) {
                    return false;
                }
                throw failure(
                        "expected the broker to run, but it ended with exit code " + broker.exitValue(), directory);
            }
            if (System.nanoTime() - end > 0) {
                throw failure("expected the broker to be ready within " + seconds() + "; " + missing.get(), directory);
            }
            missing = probe.missing();
        }
        return true;
    }

    private static void write(SortedMap<String, String> values, BrokerDirectory directory) throws IOException {
        Properties properties = new Properties();
        properties.putAll(values);
        try (var out = Files.newOutputStream(directory.properties())) {
            properties.store(out, null);
        }
    }

    /** A random UUID in Kafka's notation, URL-safe Base64 without padding. It starts with no dash, to not look like an option. */
    private static String clusterId() {
        UUID random = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits());
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        return id.startsWith("-") ? clusterId() : id;
    }

    private String seconds() {
        return limit.toMillis() / 1000.0 + " s";
    }

    private ReferenceBrokerException failure(String what) {
        return new ReferenceBrokerException(release.version(), release + ": " + what);
    }

    private ReferenceBrokerException failure(String what, BrokerDirectory directory) throws IOException {
        return new ReferenceBrokerException(
                release.version(), release + ": " + what, LogTail.of(directory.log(), LOG_LINES));
    }
}
