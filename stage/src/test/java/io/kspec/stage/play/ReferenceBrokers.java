package io.kspec.stage.play;

import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One running Apache Kafka of each supported release line, shared by all tests of this JVM and ended with it. */
public final class ReferenceBrokers {
    private static final Map<String, ReferenceBroker> RUNNING = new ConcurrentHashMap<>();

    private ReferenceBrokers() {}

    /** The releases that the reactor names. */
    public static Stream<String> releases() {
        return ReferenceReleases.all().stream();
    }

    /** A broker of a release. */
    public static Target of(String release) {
        ReferenceBroker broker = RUNNING.computeIfAbsent(release, ReferenceBroker::start);
        return new Target(broker.host(), broker.port());
    }
}
