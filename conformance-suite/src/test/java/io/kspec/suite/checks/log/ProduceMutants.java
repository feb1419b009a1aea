package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.ArrayList;
import java.util.List;

/** Brokers that write wrongly. */
final class ProduceMutants implements AreaMutants {
    private static final String SENT = "TopicData[*].PartitionData[*].Records";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].";

    private static final List<Mutant> ALL = List.of(
            mutant("Q24", "Produce v0 and v1 come without the base offset", "Quafka, jocko: produce_response.go")
                    .by(request("Produce").atVersions(0, 1).willReturn(asKafka().omitting(PRODUCED + "BaseOffset")))
                    .failing("produce.offsets-count-on", "Produce", "0-1")
                    .blaming("Responses[0].PartitionResponses[0].BaseOffset")
                    .saying("missing"),
            mutant("Q24b", "the log append time is always now", "Quafka, jocko: produce_response.go")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "LogAppendTimeMs", 1_700_000_000_000L)))
                    .failing("produce.create-time-is-kept", "Produce", "2-13")
                    .blaming("Responses[0].PartitionResponses[0].LogAppendTimeMs")
                    .saying("= -1, found 1700000000000"),
            mutant("Q25", "a request with acks 0 is answered", "Quafka server.go; pg_kafka 04367f5 (P8)")
                    .by(request("Produce").where("Acks", 0).willReturn(asKafka().evenWhereKafkaIsSilent()))
                    .failing("produce.no-answer-without-acks", "Produce", "0-13")
                    .blaming("ListOffsets", "CorrelationId")
                    .saying("to which no answer is expected"),
            mutant("S46", "only the first record of a batch is stored", "SeaweedFS a45f1e489, 7f3f61ea2")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, batch(odd().subList(0, 1)))))
                    .failing("produce.records-come-back", "Produce", "9")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("4 records"),
            mutant("S45", "the null value of a tombstone is stored as an empty one", "SeaweedFS e00c6ca94")
                    .by(request("Produce").atVersion(9).willReturn(asKafka().asIfAsked(SENT, batch(withoutNull()))))
                    .failing("produce.records-come-back", "Produce", "9")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("value null of record 2"),
            mutant("P10", "message sets of old formats are taken from new clients", "pg_kafka 36bd7bc")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE)))
                    .failing("produce.old-format-refused", "Produce", "3-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("INVALID_RECORD, found 0 NONE"),
            mutant("P15", "a batch that overlaps with one before is taken for it", "pg_kafka 0827e64, #73")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE)))
                    .failing("produce.sequence-overlap-refused", "Produce", "3-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("is an error, found 0 NONE"),
            mutant("P15b", "a negative sequence is taken, and nothing stored", "pg_kafka #74: RV-12")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE))
                            .onNth(3))
                    .failing("produce.sequence-overlap-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K120", "a batch that overlaps with one before is an invalid record")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD))
                            .onNth(2))
                    .failing("produce.sequence-overlap-error", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("OUT_OF_ORDER_SEQUENCE_NUMBER, found 87 INVALID_RECORD"),
            mutant("P17", "the checksum of a batch is not looked at", "pg_kafka BUG-2")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(3)))))
                    .failing("produce.corrupt-batch-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("is an error, found 0 NONE"),
            mutant("P16", "OUT_OF_ORDER_SEQUENCE_NUMBER has the code 47", "pg_kafka BUG-1")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.INVALID_PRODUCER_EPOCH))
                            .onNth(2))
                    .failing("produce.sequence-gap-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("found 47 INVALID_PRODUCER_EPOCH"),
            mutant("S47", "Produce v7 ends with four bytes that belong to nothing", "SeaweedFS 23f4f5e09, 49a994be6")
                    .by(request("Produce").atVersion(7).willReturn(asKafka().trailing(Bytes.fromHex("6b737063"))))
                    .failing("produce.records-come-back", "Produce", "7")
                    .blaming("")
                    .saying("4"),
            mutant("S48", "a value is kept in a buffer that the next request overwrites", "SeaweedFS 466aaa0ec")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(1))))
                            .onNth(4))
                    .failing("produce.batches-in-flight-kept", "Produce", "9")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("of record 3, found"),
            mutant("S49", "of a compressed batch no record is found but the first", "SeaweedFS e00c6ca94")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(1)))))
                    .failing("produce.every-codec", "Produce", "9")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("50 records, found 1"),
            mutant("P21", "the times that producers give are lost", "pg_kafka BUG-7")
                    .by(request("Produce").atVersion(9).willReturn(asKafka().asIfAsked(SENT, batch(withoutTimes()))))
                    .failing("produce.records-come-back", "Produce", "9")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("timestamp " + Payload.TIMESTAMP + " of record 0"),
            mutant("P27", "a batch that is too large is CORRUPT_MESSAGE", "pg_kafka CONF-8")
                    .by(request("Produce")
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.CORRUPT_MESSAGE)))
                    .failing("produce.too-large-refused", "Produce", "3-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("MESSAGE_TOO_LARGE, found 2 CORRUPT_MESSAGE"),
            invented("K38", "of several partitions the first alone is answered")
                    .by(request("Produce").willReturn(asKafka().without("Responses[*].PartitionResponses[1]")))
                    .failing("produce.all-partitions-answered", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses")
                    .saying("expected 3 entries"),
            invented("K39", "acks of 2 are taken for all")
                    .by(request("Produce").where("Acks", 2).willReturn(asKafka().asIfAsked("Acks", -1)))
                    .failing("produce.invalid-acks-refused", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("INVALID_REQUIRED_ACKS, found 0 NONE"),
            invented("K40", "the time of arrival is not told")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "LogAppendTimeMs", -1)))
                    .failing("produce.log-append-time", "Produce", "3-13")
                    .blaming("Responses[0].PartitionResponses[0].LogAppendTimeMs")
                    .saying("is later than the record's own time, found -1"),
            invented("K41", "who sends a batch, and with which sequence, is not looked at")
                    .by(request("Produce")
                            .atVersions(3, 13)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(2)))))
                    .failing("produce.sequence-repeated", "Produce", "3-13")
                    .blaming("Responses[0].PartitionResponses[0].BaseOffset")
                    .saying("= 4, found 6"),
            invented("K42", "a partition that does not exist is left out")
                    .by(request("Produce")
                            .where("TopicData[*].PartitionData[*].Index", NO_SUCH_PARTITION)
                            .willReturn(asKafka().without("Responses[*].PartitionResponses[*]")))
                    .failing("produce.unknown-partition-answered", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses")
                    .saying("expected 1 entry"),
            invented("K43", "an unknown topic is an unknown error")
                    .by(request("Produce")
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.UNKNOWN_SERVER_ERROR)))
                    .failing("produce.unknown-topic-answered", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("found -1 UNKNOWN_SERVER_ERROR"),
            invented("K44", "zstd is taken from clients that must not know it")
                    .by(request("Produce")
                            .atVersions(3, 6)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(3)))))
                    .failing("produce.zstd-refused-before-v7", "Produce", "3-6")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("UNSUPPORTED_COMPRESSION_TYPE, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }

    private static List<Record> odd() {
        return Payload.odd(2);
    }

    private static List<Record> withoutNull() {
        List<Record> records = new ArrayList<>(odd());
        Record tombstone = records.get(2);
        records.set(2, new Record(tombstone.offset(), tombstone.timestamp(), tombstone.key(), Bytes.EMPTY));
        return records;
    }

    private static List<Record> withoutTimes() {
        return odd().stream()
                .map(record -> new Record(
                        record.offset(), 0, record.timestampType(), record.key(), record.value(), record.headers()))
                .toList();
    }

    private static Bytes batch(List<Record> records) {
        return Payload.batch(9, records);
    }
}
