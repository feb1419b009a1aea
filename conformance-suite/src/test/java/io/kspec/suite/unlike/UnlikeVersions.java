package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.inAll;
import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brokers that speak fewer versions: those of an old Apache Kafka, or of each API up to another one. */
final class UnlikeVersions {
    private static final int DRAWN = 4;

    private static final Map<String, Versions> SPOKEN = spoken();

    /** What Apache Kafka 0.10.2 advertises to clients. */
    private static final Map<String, String> OF_0_10_2 = Map.ofEntries(
            Map.entry("Produce", "0-2"),
            Map.entry("Fetch", "0-3"),
            Map.entry("ListOffsets", "0-1"),
            Map.entry("Metadata", "0-2"),
            Map.entry("OffsetCommit", "0-2"),
            Map.entry("OffsetFetch", "0-2"),
            Map.entry("FindCoordinator", "0"),
            Map.entry("JoinGroup", "0-1"),
            Map.entry("Heartbeat", "0"),
            Map.entry("LeaveGroup", "0"),
            Map.entry("SyncGroup", "0"),
            Map.entry("DescribeGroups", "0"),
            Map.entry("ListGroups", "0"),
            Map.entry("SaslHandshake", "0"),
            Map.entry("ApiVersions", "0"),
            Map.entry("CreateTopics", "0-1"),
            Map.entry("DeleteTopics", "0"));

    /** Version 0 of these is about offsets in ZooKeeper, which the mock no more has than Apache Kafka 4. */
    private static final Set<String> FROM_ONE = Set.of("OffsetCommit", "OffsetFetch");

    static final UnlikeBroker OLD =
            inAll("speaks the versions of Apache Kafka 0.10.2").configured(UnlikeVersions::speakOld);

    static final List<UnlikeBroker> ALL = Stream.concat(Stream.of(OLD), drawn()).toList();

    private UnlikeVersions() {}

    private static Map<String, Versions> spoken() {
        try (MockBroker broker = MockBroker.builder().start()) {
            Map<String, Versions> spoken = new TreeMap<>();
            broker.advertisedVersions().ranges().forEach((api, versions) -> spoken.put(api.name(), versions));
            return spoken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void speakOld(MockBrokerBuilder builder) {
        SPOKEN.forEach((api, versions) -> {
            String old = OF_0_10_2.get(api);
            builder.versions(api, old == null ? Versions.NONE : Versions.parse(old));
        });
    }

    /** What clients do depends on versions of several APIs, and so do all flows of clients play each time. */
    private static Stream<UnlikeBroker> drawn() {
        return IntStream.rangeClosed(1, DRAWN).boxed().flatMap(seed -> {
            String name = "speaks each API up to a version of its own, drawn " + seed;
            return Stream.of(
                    inAll(name).configured(builder -> draw(builder, seed)),
                    that(name + ", for flows of clients", "client.*")
                            .atAllVersions()
                            .configured(builder -> draw(builder, DRAWN + seed)));
        });
    }

    private static void draw(MockBrokerBuilder builder, int seed) {
        Random random = new Random(seed);
        SPOKEN.forEach((api, versions) -> {
            int lowest = Math.max(versions.lowest(), FROM_ONE.contains(api) ? 1 : 0);
            int highest = lowest + random.nextInt(versions.highest() - lowest + 1);
            builder.versions(api, new Versions(lowest, highest));
        });
    }
}
