package io.kspec.suite.unlike;

import java.util.List;
import java.util.stream.Stream;

/** The brokers that are legal but unlike Apache Kafka. */
final class UnlikeBrokers {
    /** All differences at once that do not exclude each other, played against the whole suite. */
    static final UnlikeBroker EVERYTHING = everything();

    /** The brokers that play the whole suite each. */
    static final List<UnlikeBroker> WHOLE = List.of(EVERYTHING, UnlikeVersions.OLD);

    private UnlikeBrokers() {}

    static List<UnlikeBroker> all() {
        return Stream.of(
                        UnlikeWire.ALL,
                        UnlikeVersions.ALL,
                        UnlikeMetadata.ALL,
                        UnlikeClusters.ALL,
                        UnlikeRecords.ALL,
                        UnlikeBatches.ALL,
                        UnlikeGroups.ALL,
                        UnlikeTransactions.ALL,
                        UnlikeAdmin.ALL,
                        List.of(EVERYTHING))
                .flatMap(List::stream)
                .toList();
    }

    private static UnlikeBroker everything() {
        return Stream.of(
                        UnlikeGroups.ADMITS_AT_ONCE,
                        UnlikeGroups.GENERATIONS_FROM_ZERO,
                        UnlikeGroups.OTHER_MEMBER_IDS,
                        UnlikeGroups.NO_PROTOCOL_TYPE,
                        UnlikeMetadata.EMPTY_RACKS,
                        UnlikeRecords.OTHER_PRODUCER_IDS,
                        UnlikeRecords.ONE_BATCH_AT_A_TIME,
                        UnlikeRecords.UNTOLD_OFFSETS,
                        UnlikeWire.OTHER_ERROR_MESSAGES,
                        UnlikeWire.REVERSED,
                        UnlikeWire.THROTTLING,
                        UnlikeWire.NEWER_VERSIONS,
                        UnlikeWire.UNKNOWN_TAGS,
                        UnlikeWire.UNKNOWN_TAGS_IN_HEADERS,
                        UnlikeWire.IN_PIECES)
                .reduce(
                        UnlikeBroker.inAll("does everything at once").configured(broker -> broker.clusterId("größe/1")
                                .nodeIds(0)),
                        UnlikeBroker::and);
    }
}
