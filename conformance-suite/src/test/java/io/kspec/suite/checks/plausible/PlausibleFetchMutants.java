package io.kspec.suite.checks.plausible;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.suite.checks.log.Payload;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Brokers whose Fetch responses have values that cannot be right, and which no check looks at that is played. */
final class PlausibleFetchMutants implements AreaMutants {
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String BLAMED = "Responses[0].Partitions[0].";
    /** Fetches records, from version 11 on, and does not read them. */
    private static final String UNREAD = "fetch.no-preferred-replica";
    /** Fetches a partition of a topic, from version 7 on, and looks at the session alone. */
    private static final String UNSEEN = "fetch.no-session-unless-asked";

    private static final long NOW_MS = 1_700_000_000_000L;

    private static final List<Mutant> ALL = List.of(
            invented("K96", "the last stable offset is above the high watermark")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "LastStableOffset", 99)))
                    .failing("plausible.watermark-order", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "LastStableOffset")
                    .saying("the last stable offset 99 is above the high watermark 8"),
            invented("K97", "the high watermark is a time")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "HighWatermark", NOW_MS)))
                    .failing("plausible.offset-is-timestamp", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "HighWatermark")
                    .saying("looks like a time in milliseconds since 1970"),
            invented("K98", "the high watermark is far below 0")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "HighWatermark", -7)))
                    .failing("plausible.offset-impossible", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "HighWatermark")
                    .saying("the offset is -7"),
            invented("K99", "every batch has the base offset 0")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "Records", two().concat(two()))))
                    .failing("plausible.offsets-not-increasing", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "Records.Batches[1].BaseOffset")
                    .saying("the batch starts at offset 0, but the previous one ends at 1"),
            invented("K100", "the checksum is never computed")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "Records", with(RecordBatchField.CRC, 0))))
                    .failing("plausible.checksum", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "Records.Batches[0].Crc")
                    .saying("it was never computed"),
            invented("K101", "a batch counts more records than it has offsets for")
                    .by(request("Fetch")
                            .willReturn(asKafka().with(FETCHED + "Records", with(RecordBatchField.RECORDS_COUNT, 9))))
                    .failing("plausible.record-count", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "Records.Batches[0].RecordsCount")
                    .saying("9 records, but the last offset delta is 1"),
            invented("K102", "records come as text")
                    .by(request("Fetch")
                            .willReturn(
                                    asKafka().with(FETCHED + "Records", Payload.text("no batch at all. ".repeat(9)))))
                    .failing("plausible.records-broken", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "Records.Batches[0].Magic")
                    .saying("expected magic 0, 1 or 2, found 32"),
            invented("K103", "records are null where there are some")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "Records", null)))
                    .failing("plausible.records-null", "Fetch", "11-18")
                    .playing(UNREAD)
                    .blaming(BLAMED + "Records")
                    .saying("null, but Kafka writes an empty field for no records"),
            invented("K104", "a replica is preferred although the records are here")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "PreferredReadReplica", 1)))
                    .failing("plausible.read-replica-with-records", "Fetch", "11-18")
                    .playing("fetch.high-watermark-is-the-end")
                    .blaming(BLAMED + "PreferredReadReplica")
                    .saying("redirects to broker 1 although there are records"),
            invented("K105", "the throttle time is how long the fetch waited")
                    .by(request("Fetch")
                            .where("MaxWaitMs", 300)
                            .willReturn(asKafka().with("ThrottleTimeMs", 300)))
                    .speaking("Fetch", "11-12")
                    .failing("plausible.throttle-is-wait", "Fetch", "11-12")
                    .playing("fetch.wait-keeps-order")
                    .blaming("ThrottleTimeMs")
                    .saying("clients take it for a quota and pause"),
            invented("K106", "a partition without records is left out")
                    .by(request("Fetch").willReturn(asKafka().without("Responses[*]")))
                    .failing("plausible.topic-absent", "Fetch", "7-18")
                    .playing(UNSEEN)
                    .blaming("Responses")
                    .saying("was requested but is missing"),
            invented("K107", "a fetch is answered with a topic that nobody asked for")
                    .by(request("Fetch")
                            .atVersions(7, 12)
                            .willReturn(asKafka().adding("Responses", Map.of("Topic", "another"))))
                    .failing("plausible.topic-extra", "Fetch", "7-12")
                    .playing(UNSEEN)
                    .blaming("Responses[1]")
                    .saying("another was not requested"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }

    private static Bytes two() {
        return Payload.batch(11, Payload.numbered(2));
    }

    /** A batch of two records with another number in a field of four bytes. */
    private static Bytes with(RecordBatchField field, int value) {
        byte[] bytes = two().toArray();
        ByteBuffer.wrap(bytes).putInt(field.start(), value);
        return Bytes.wrap(bytes);
    }
}
