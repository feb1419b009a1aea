package io.kspec.suite.checks.registry;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.suite.checks.log.Payload;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brokers on which a Schema Registry registers schemas and does not find them, or does not start. */
final class RegistryMutants implements AreaMutants {
    private static final String TEN = "schema-registry.ten-registered-ten-found";
    private static final String OFFSET = "Topics[*].Partitions[*].FetchOffset";
    private static final String SENT = "TopicData[*].PartitionData[*].Records";
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String READ = "Responses[0].Partitions[0].Records";
    private static final String LISTED = "Topics[*].Partitions[*].Offset";
    private static final int SCHEMAS = 10;
    private static final List<Mutant> STORE = List.of(
            mutant(
                            "K390",
                            "10 of 10 registered, 0 of 10 found: every fetch begins at the first record again",
                            "SeaweedFS e00c6ca94 (S43)")
                    .by(request("Fetch")
                            .atVersions(4, 18)
                            .willReturn(asKafka()
                                    .asIfAsked(OFFSET, 0)
                                    .asIfAsked("MaxBytes", 1)
                                    .asIfAsked("Topics[*].Partitions[*].PartitionMaxBytes", 1)))
                    .failing(TEN, "Fetch", "4-18")
                    .blaming(READ)
                    .saying(
                            "found 0 of 10: the fetch from offset 1 is answered with records below it again, offset 0 to 0"),
            mutant(
                            "K391",
                            "10 of 10 registered, 0 of 10 found: keys come back in the envelope in which they are stored",
                            "SeaweedFS e00c6ca94 (S45)")
                    .by(request("Fetch")
                            .atVersion(12)
                            .where(OFFSET, 0)
                            .willReturn(asKafka().with(FETCHED + "Records", batch(inEnvelopes(ten())))))
                    .failing(TEN, "Fetch", "12")
                    .blaming(READ)
                    .saying(
                            "found 0 of 10: the record at offset 0 has another key than was produced: from byte 0 on, 0x0a1c7b226b65"),
            mutant(
                            "K392",
                            "10 of 10 registered, 0 of 10 found: what is not on disk yet is not counted",
                            "SeaweedFS e00c6ca94 (S44)")
                    .by(request("Fetch")
                            .atVersion(11)
                            .willReturn(asKafka()
                                    .with(FETCHED + "HighWatermark", 0)
                                    .with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing(TEN, "Fetch", "11")
                    .blaming(READ)
                    .saying(
                            "found 0 of 10: the fetch from offset 0 brings no records, and says that the log ends at 0"),
            mutant(
                            "K393",
                            "10 of 10 found, and 0 of 10 after a restart: a new reader gets what came since",
                            "SeaweedFS e00c6ca94 (S43)")
                    .by(request("Fetch")
                            .atVersion(13)
                            .willReturn(asKafka().with(FETCHED + "Records", Bytes.EMPTY))
                            .fromNth(2))
                    .failing(TEN, "Fetch", "13")
                    .blaming(READ)
                    .saying(
                            "found 0 of 10: the fetch from offset 0 brings no records, and says that the log ends at 12"),
            mutant("K394", "the null value of a deletion is stored as an empty one", "SeaweedFS e00c6ca94 (S45)")
                    .by(request("Produce")
                            .willReturn(
                                    asKafka().asIfAsked(SENT, batch(List.of(RegistryRecords.deletion(1, Bytes.EMPTY)))))
                            .onNth(4))
                    .failing("schema-registry.marker-comes-back")
                    .blaming("Fetch", READ)
                    .saying("the record at offset 3 has another value than was produced: nothing instead of null"),
            mutant("K395", "the end of a topic is its last record, not the offset behind it", "Quafka (Q20)")
                    .by(request("ListOffsets").willReturn(asKafka().with(LISTED, 0)))
                    .failing("schema-registry.end-is-what-was-written")
                    .blaming("ListOffsets", "Topics[0].Partitions[0].Offset")
                    .saying("= 1, behind the record that Produce acknowledged at offset 0, found 0"),
            invented("K396", "every topic says that old records are deleted, however it was created")
                    .by(request("DescribeConfigs")
                            .willReturn(asKafka().with("Results[*].Configs[Name=cleanup.policy].Value", "delete")))
                    .failing("schema-registry.topic-verified", "DescribeConfigs", "0-4")
                    .blaming("Results[0].Configs[8].Value")
                    .saying("= compact, found delete"),
            invented("K397", "a record whose key is there already is stored with the value from before")
                    .by(request("Produce")
                            .willReturn(
                                    asKafka().asIfAsked(SENT, batch(List.of(RegistryRecords.schema(1, "\"string\"")))))
                            .onNth(5))
                    .failing("schema-registry.last-per-key-counts")
                    .blaming("Fetch", READ)
                    .saying("the record at offset 4 has another value than was produced: from byte"),
            mutant(
                            "K398",
                            "a record is overwritten by the one before, whose buffer it shares",
                            "SeaweedFS 466aaa0ec (S48)")
                    .by(request("Produce")
                            .willReturn(asKafka().asIfAsked(SENT, batch(List.of(RegistryRecords.schema(500)))))
                            .onNth(501))
                    .failing("schema-registry.thousand-registered")
                    .blaming("Fetch", READ)
                    .saying(
                            "found 999 of 1000: the record at offset 500 has another key than was produced: from byte"));

    private static final List<Mutant> ELECTION = List.of(
            invented("K400", "every assignment is written anew as that of a consumer")
                    .by(request("SyncGroup")
                            .willReturn(asKafka().with("Assignment", ConsumerProtocol.assignment(0, Map.of()))))
                    .failing("schema-registry.leader-is-elected", "SyncGroup", "0-5")
                    .blaming("Assignment")
                    .saying("Assignment = [7b2276657273696f6e"),
            mutant(
                            "K401",
                            "a group that is not one of consumers has to join over and over",
                            "SeaweedFS 0007245c7 (S25)")
                    .by(request("Heartbeat").willReturn(asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS)))
                    .failing("schema-registry.leader-is-elected", "SyncGroup", "0-5")
                    .blaming("Heartbeat", "ErrorCode")
                    .saying("found 27 REBALANCE_IN_PROGRESS"),
            invented("K402", "assignments are shown only if they are those of consumers")
                    .by(request("DescribeGroups")
                            .willReturn(asKafka().with("Groups[*].Members[*].MemberAssignment", Bytes.EMPTY)))
                    .failing("schema-registry.election-described", "DescribeGroups", "0-6")
                    .blaming("Groups[0].Members[0].MemberAssignment")
                    .saying("MemberAssignment = [7b2276657273696f6e"),
            invented("K403", "every group is one of consumers")
                    .by(request("ListGroups")
                            .atVersion(0)
                            .willReturn(asKafka().with("Groups[*].ProtocolType", "consumer")))
                    .failing("schema-registry.election-listed", "ListGroups", "0")
                    .blaming("Groups[0].ProtocolType")
                    .saying("= sr, found consumer"));

    @Override
    public List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>(STORE);
        all.addAll(ELECTION);
        return all;
    }

    /** The ten schemas between two markers. */
    private static List<Record> ten() {
        List<Record> records = new ArrayList<>(List.of(RegistryRecords.noop()));
        for (int id = 1; id <= SCHEMAS; id++) {
            records.add(RegistryRecords.schema(id));
        }
        records.add(RegistryRecords.noop());
        return records;
    }

    /** Records whose keys are fields of a message in protobuf. */
    private static List<Record> inEnvelopes(List<Record> records) {
        return records.stream()
                .map(record -> new Record(
                        record.offset(),
                        record.timestamp(),
                        envelope(Objects.requireNonNull(record.key())),
                        record.value()))
                .toList();
    }

    private static Bytes envelope(Bytes key) {
        return Bytes.copyOf((byte) 0x0a, (byte) key.size()).concat(key);
    }

    /** One batch, as Produce sends it from version 3 on. */
    private static Bytes batch(List<Record> records) {
        List<Record> numbered = new ArrayList<>();
        for (Record record : records) {
            numbered.add(new Record(numbered.size(), record.timestamp(), record.key(), record.value()));
        }
        return Payload.batch(9, numbered);
    }
}
