package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** Brokers that read wrongly. The log that the checks fetch from has four batches of two records each. */
final class FetchMutants implements AreaMutants {
    private static final String OFFSET = "Topics[*].Partitions[*].FetchOffset";
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String BLAMED = "Responses[0].Partitions[0].";
    private static final int CRC_AT = 17;
    private static final int EPOCH_AT = 12;
    private static final int ATTRIBUTES_AT = 21;
    private static final int RECORD_AT = 61;
    private static final int KEY_AT = RECORD_AT + 4;
    private static final int VALUE_AT = KEY_AT + 1 + "key-0".length();
    private static final int END = 8;
    private static final int PLENTY = 1 << 20;

    private static final List<Mutant> ALL = List.of(
            mutant("Q20", "the high watermark is that of the last record, not the one after it", "Quafka handleFetch")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "HighWatermark", END - 1)))
                    .failing("fetch.high-watermark-is-the-end", "Fetch", "0-18")
                    .blaming(BLAMED + "HighWatermark")
                    .saying("= 8, found 7"),
            mutant("Q21", "at the end of the log a fetch ends in REQUEST_TIMED_OUT", "Quafka handleFetch")
                    .by(request("Fetch")
                            .where(OFFSET, END)
                            .willReturn(asKafka().with(FETCHED + "ErrorCode", ErrorCode.REQUEST_TIMED_OUT)))
                    .failing("fetch.end-is-empty", "Fetch", "0-18")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 7 REQUEST_TIMED_OUT"),
            mutant("Q22", "a fetch that does not wait is answered before the log is looked at", "Quafka broker.go")
                    .by(request("Fetch")
                            .where("MaxWaitMs", 0)
                            .willReturn(asKafka()
                                    .with(FETCHED + "HighWatermark", 0)
                                    .with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing("fetch.from-every-offset", "Fetch", "0-18")
                    .blaming(BLAMED + "Records")
                    .saying("the offsets 0 to 7"),
            mutant("Q23", "an offset out of range is UNKNOWN_SERVER_ERROR", "Quafka handleFetch")
                    .by(request("Fetch")
                            .where(OFFSET, END + 1)
                            .willReturn(asKafka().with(FETCHED + "ErrorCode", ErrorCode.UNKNOWN_SERVER_ERROR)))
                    .failing("fetch.out-of-range", "Fetch", "0-18")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("OFFSET_OUT_OF_RANGE"),
            mutant("Q23b", "an unknown topic is REPLICA_NOT_AVAILABLE", "Quafka handleFetch")
                    .by(request("Fetch")
                            .atVersions(0, 12)
                            .willReturn(asKafka().with(FETCHED + "ErrorCode", ErrorCode.REPLICA_NOT_AVAILABLE)))
                    .failing("fetch.unknown-topic-answered", "Fetch", "0-12")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 9 REPLICA_NOT_AVAILABLE"),
            mutant("P6", "no records are null, not empty", "pg_kafka 5005436")
                    .by(request("Fetch").where(OFFSET, END).willReturn(asKafka().with(FETCHED + "Records", null)))
                    .failing("fetch.end-is-empty", "Fetch", "0-18")
                    .blaming(BLAMED + "Records")
                    .saying("null"),
            mutant("S37", "Fetch v10 has neither ErrorCode nor SessionId", "SeaweedFS 8033ca639")
                    .by(request("Fetch")
                            .atVersion(10)
                            .willReturn(asKafka().omitting("ErrorCode").omitting("SessionId")))
                    .failing("fetch.from-every-offset", "Fetch", "10")
                    .blaming("ErrorCode")
                    .saying("missing"),
            mutant("S38", "every batch has the base offset 0", "SeaweedFS 5ec751e2e")
                    .by(request("Fetch")
                            .atVersion(11)
                            .where(OFFSET, 0)
                            .willReturn(asKafka()
                                    .with(
                                            FETCHED + "Records",
                                            two().concat(two()).concat(two()))))
                    .failing("fetch.from-every-offset", "Fetch", "11")
                    .blaming(BLAMED + "Records")
                    .saying("found [0, 1, 0, 1, 0, 1]"),
            mutant("S39", "the checksum of a batch is computed from its leader epoch on", "SeaweedFS 71b0ea597")
                    .by(request("Fetch")
                            .atVersion(12)
                            .where(OFFSET, 0)
                            .willReturn(asKafka().with(FETCHED + "Records", miscomputed(two()))))
                    .failing("fetch.from-every-offset", "Fetch", "12")
                    .blaming(BLAMED + "Records.Batches[0].Crc")
                    .saying("it was computed over the bytes from PartitionLeaderEpoch (byte 12) on"),
            mutant("S40", "the varints of records are not zig-zag", "SeaweedFS a8f180da0, e00c6ca94")
                    .by(request("Fetch")
                            .atVersion(12)
                            .where(OFFSET, 0)
                            .willReturn(asKafka().with(FETCHED + "Records", oneWithPlainVarints())))
                    .failing("fetch.from-every-offset", "Fetch", "12")
                    .blaming(BLAMED + "Records.Batches[0].Records[0].Length")
                    .saying("zig-zag"),
            mutant("S42", "a response has one batch, however many fit its limits", "SeaweedFS 690754acb")
                    .by(request("Fetch")
                            .atVersions(3, 18)
                            .willReturn(asKafka().asIfAsked("Topics[*].Partitions[*].PartitionMaxBytes", 1)))
                    .failing("fetch.several-batches-come", "Fetch", "3-18")
                    .blaming(BLAMED + "Records")
                    .saying("more than the two records of one batch, found [0, 1]"),
            mutant("S41", "the throttle time is how long the fetch waited", "SeaweedFS 8969b4509, bd3f67277")
                    .by(request("Fetch")
                            .where("MaxWaitMs", 300)
                            .willReturn(asKafka().with("ThrottleTimeMs", 300)))
                    .speaking("Fetch", "11-12")
                    .failing("fetch.idle-wait-ends", "Fetch", "11-12")
                    .blaming("ThrottleTimeMs")
                    .saying("300"),
            mutant("S43", "a fetch from offset 2 is answered with offset 0", "SeaweedFS e00c6ca94")
                    .by(request("Fetch").where(OFFSET, 2).willReturn(asKafka().asIfAsked(OFFSET, 0)))
                    .failing("fetch.from-every-offset", "Fetch", "0-18")
                    .blaming(BLAMED + "Records")
                    .saying("the offsets 2 to 7"),
            mutant("S44", "the high watermark counts what is on disk alone", "SeaweedFS e00c6ca94")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "HighWatermark", 0)))
                    .failing("fetch.high-watermark-is-the-end", "Fetch", "0-18")
                    .blaming(BLAMED + "HighWatermark")
                    .saying("= 8, found 0"),
            invented("K90", "the client's limits are not looked at")
                    .by(request("Fetch")
                            .where("MaxBytes", 1)
                            .willReturn(asKafka()
                                    .asIfAsked("MaxBytes", PLENTY)
                                    .asIfAsked("Topics[*].Partitions[*].PartitionMaxBytes", PLENTY)))
                    .failing("fetch.large-first-batch-comes", "Fetch", "4-18")
                    .blaming(BLAMED + "Records")
                    .saying("found 4 batches"),
            mutant("S56", "batches bear the leader epoch -1", "SeaweedFS c25228db3")
                    .by(request("Fetch").atVersion(11).willReturn(asKafka().with(FETCHED + "Records", two())))
                    .failing("fetch.batches-bear-the-leader-epoch", "Fetch", "11")
                    .blaming(BLAMED + "Records")
                    .saying("found [-1]"),
            invented("K45", "a batch that is larger than the limits does not come")
                    .by(request("Fetch")
                            .where("MaxBytes", 1)
                            .willReturn(asKafka().with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing("fetch.large-first-batch-comes", "Fetch", "4-18")
                    .blaming(BLAMED + "Records")
                    .saying("found 0 batches"),
            invented("K46", "the leader epoch that a client knows is not looked at")
                    .by(request("Fetch")
                            .willReturn(asKafka().asIfAsked("Topics[*].Partitions[*].CurrentLeaderEpoch", -1)))
                    .failing("fetch.leader-epoch-checked", "Fetch", "9-18")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("UNKNOWN_LEADER_EPOCH, found 0 NONE"),
            invented("K47", "old versions get batches as they are stored, in the newest format")
                    .by(request("Fetch")
                            .atVersions(0, 3)
                            .willReturn(asKafka().with(FETCHED + "Records", Payload.batch(9, Payload.numbered(END)))))
                    .failing("fetch.magic-fits-the-version", "Fetch", "0-3")
                    .blaming(BLAMED + "Records")
                    .saying("found magic 2"),
            invented("K48", "a replica is preferred although the records are here")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "PreferredReadReplica", 1)))
                    .failing("fetch.no-preferred-replica", "Fetch", "11-18")
                    .blaming(BLAMED + "PreferredReadReplica")
                    .saying("found 1"),
            invented("K48b", "who does not name a rack is sent elsewhere, but not told where")
                    .by(request("Fetch")
                            .where("RackId", "")
                            .willReturn(asKafka().error(ErrorCode.NOT_LEADER_OR_FOLLOWER)))
                    .failing("fetch.no-preferred-replica", "Fetch", "11-18")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("0 NONE, found 6 NOT_LEADER_OR_FOLLOWER"),
            invented("K49", "who declines a session gets one")
                    .by(request("Fetch").willReturn(asKafka().with("SessionId", 7)))
                    .failing("fetch.no-session-unless-asked", "Fetch", "7-18")
                    .blaming("SessionId")
                    .saying("= 0, found 7"),
            invented("K50", "sessions that do not exist are served")
                    .by(request("Fetch")
                            .where("SessionEpoch", 3)
                            .willReturn(asKafka().asIfAsked("SessionId", 0).asIfAsked("SessionEpoch", -1)))
                    .failing("fetch.unknown-session-refused", "Fetch", "7-18")
                    .blaming("ErrorCode")
                    .saying("FETCH_SESSION_ID_NOT_FOUND, found 0 NONE"),
            invented("K51", "a fetch is answered at once, however long it would wait")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("MaxWaitMs", 0)))
                    .failing("fetch.wait-ends-with-data", "Fetch", "0-18")
                    .blaming(BLAMED + "Records")
                    .saying("found 0 records"),
            invented("K52", "a fetch that waits does so to the end, whatever is produced")
                    .by(request("Fetch").atVersion(11).willReturn(asKafka().asIfAsked("MinBytes", PLENTY)))
                    .failing("fetch.wait-ends-with-data", "Fetch", "11")
                    .saying("nothing"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }

    private static Bytes two() {
        return Payload.batch(11, Payload.numbered(2));
    }

    private static Bytes miscomputed(Bytes batch) {
        return withCrcFrom(EPOCH_AT, batch.toArray());
    }

    /** A batch of one record, whose lengths are as unsigned varints have them: half of what zig-zag makes of them. */
    private static Bytes oneWithPlainVarints() {
        byte[] bytes = Payload.batch(11, Payload.numbered(1)).toArray();
        for (int length : new int[] {RECORD_AT, KEY_AT, VALUE_AT}) {
            bytes[length] = (byte) (bytes[length] / 2);
        }
        return withCrcFrom(ATTRIBUTES_AT, bytes);
    }

    private static Bytes withCrcFrom(int first, byte[] bytes) {
        ByteBuffer.wrap(bytes).putInt(CRC_AT, 0);
        CRC32C crc = new CRC32C();
        crc.update(bytes, first, bytes.length - first);
        ByteBuffer.wrap(bytes).putInt(CRC_AT, (int) crc.getValue());
        return Bytes.wrap(bytes);
    }
}
