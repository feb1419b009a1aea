package io.kspec.benchmarks.load;

import io.kspec.benchmarks.load.LoadResult.Round;
import io.kspec.benchmarks.page.DocumentPart;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads the mock broker, an echo, Apache Kafka and, where Go is installed, kfake with the same requests in turns, and writes what
 * comes of it. All run at the same time, each in its own process; one is loaded at a time.
 */
final class BrokerLoad {
    private static final String KAFKA = "4.3.1";
    private static final List<Integer> CONNECTIONS = List.of(1, 16);
    private static final int ROUNDS = Integer.getInteger("load.rounds", 9);
    private static final TurnLength TURN = length("load.turnMs", 300);
    private static final TurnLength WARM_UP = length("load.warmUpMs", 3_000);
    /** What makes Apache Kafka run as its own start script makes it, and not as for short tests. */
    private static final String KAFKA_OPTIONS = "-XX:TieredStopAtLevel=4 -XX:-UseSerialGC";

    private final Map<Contestant, LoadedCluster> brokers = new LinkedHashMap<>();
    private final List<Contestant> contestants = new ArrayList<>();

    private BrokerLoad() {}

    /** A server with one thread spends nearly all of its turn working, unless other processes take its processor. */
    private static TurnLength length(String property, int defaultMs) {
        Duration time = Duration.ofMillis(Integer.getInteger(property, defaultMs));
        return new TurnLength(time, time.multipliedBy(2).dividedBy(3));
    }

    /**
     * Measures for some four minutes.
     *
     * @param arguments the page to write, the folder of kfake's Go module, and the names of the kinds of requests to measure, or
     *     none for all
     */
    public static void main(String[] arguments) throws IOException {
        if (!KAFKA_OPTIONS.equals(System.getenv("_JAVA_OPTIONS"))) {
            throw new IllegalStateException(
                    "expected _JAVA_OPTIONS=" + KAFKA_OPTIONS + ", so that Apache Kafka is compiled as in production");
        }
        List<RequestKind> kinds = arguments.length == 2
                ? List.of(RequestKind.values())
                : Arrays.stream(arguments, 2, arguments.length)
                        .map(RequestKind::valueOf)
                        .toList();
        new BrokerLoad().measure(Path.of(arguments[0]), Path.of(arguments[1]), kinds);
    }

    private void measure(Path page, Path kfake, List<RequestKind> kinds) throws IOException {
        List<LoadResult> results = new ArrayList<>();
        try {
            contestants.add(Contestant.mock());
            contestants.add(Contestant.echo());
            contestants.add(Contestant.kafka(KAFKA));
            String without = "";
            try {
                contestants.add(Kfake.start(kfake));
            } catch (IOException e) {
                without = "Without kfake: " + e.getMessage();
                System.out.println(without);
            }
            for (Contestant each : contestants) {
                if (!each.isEcho()) {
                    brokers.put(each, new LoadedCluster(each.target()));
                }
            }
            List<Double> load = new ArrayList<>();
            for (RequestKind kind : kinds) {
                for (int connections : CONNECTIONS) {
                    LoadResult result = measure(kind, connections);
                    load.add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                    System.out.println(LoadPage.row(result, names()));
                    results.add(result);
                }
            }
            new DocumentPart(page, LoadPage.TITLE).write(LoadPage.text(results, names(), without, load));
        } finally {
            brokers.values().forEach(LoadedCluster::close);
            contestants.forEach(Contestant::close);
        }
    }

    private List<String> names() {
        return contestants.stream().map(Contestant::name).toList();
    }

    private LoadResult measure(RequestKind kind, int connections) throws IOException {
        Map<Contestant, PipelinedClient> clients = new LinkedHashMap<>();
        try {
            for (Contestant each : contestants) {
                PipelinedClient client = client(each, kind, connections);
                clients.put(each, client);
                turn(each, client, kind, WARM_UP);
            }
            LoadResult result = new LoadResult(kind, connections);
            for (int round = 0; round < ROUNDS; round++) {
                List<Contestant> order = new ArrayList<>(contestants);
                Collections.rotate(order, round);
                for (Contestant each : order) {
                    result.add(each.name(), turn(each, Objects.requireNonNull(clients.get(each)), kind, TURN));
                }
            }
            return result;
        } finally {
            for (PipelinedClient each : clients.values()) {
                each.close();
            }
        }
    }

    /** The echo is asked as the mock is, and answers as it does. */
    private PipelinedClient client(Contestant contestant, RequestKind kind, int connections) throws IOException {
        LoadedCluster asked =
                Objects.requireNonNull(brokers.get(contestant.isEcho() ? contestants.get(0) : contestant));
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            requests.add(asked.frame(kind, i));
        }
        byte[] response = asked.response(kind);
        return new PipelinedClient(contestant.target(), contestant.isEcho() ? response : new byte[0], requests);
    }

    private Round turn(Contestant contestant, PipelinedClient client, RequestKind kind, TurnLength length)
            throws IOException {
        Duration before = contestant.cpu();
        PipelinedClient.Turn turn = client.run(length.of(contestant));
        double micros = contestant.cpu().minus(before).toNanos() / 1e3;
        LoadedCluster broker = brokers.get(contestant);
        if (broker != null) {
            byte[] unused = broker.response(kind);
            if (kind.appends()) {
                broker.deleteAppended();
            }
        }
        return new Round(turn.perSecond(), micros / turn.allResponses());
    }
}
