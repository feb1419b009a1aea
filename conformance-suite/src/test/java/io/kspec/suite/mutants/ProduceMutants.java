package io.kspec.suite.mutants;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.suite.act.Payload;
import java.util.ArrayList;
import java.util.List;

/** Brokers that write wrongly. */
final class ProduceMutants {
    private static final String SENT = "TopicData[*].PartitionData[*].Records";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].";

    static final List<Mutant> ALL = List.of(
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
            mutant("P17", "the checksum of a batch is not looked at", "pg_kafka BUG-2")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, batch(Payload.numbered(3)))))
                    .failing("produce.corrupt-batch-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("CORRUPT_MESSAGE"),
            mutant("P16", "OUT_OF_ORDER_SEQUENCE_NUMBER has the code 47", "pg_kafka BUG-1")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.INVALID_PRODUCER_EPOCH))
                            .onNth(2))
                    .failing("produce.sequence-gap-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("found 47 INVALID_PRODUCER_EPOCH"));

    private ProduceMutants() {}

    private static List<Record> odd() {
        return Payload.odd(2);
    }

    private static List<Record> withoutNull() {
        List<Record> records = new ArrayList<>(odd());
        Record tombstone = records.get(2);
        records.set(2, new Record(tombstone.offset(), tombstone.timestamp(), tombstone.key(), Bytes.EMPTY));
        return records;
    }

    private static Bytes batch(List<Record> records) {
        return Payload.batch(9, records);
    }
}
