package io.kspec.suite.checks.registry;

import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The topic in which a Schema Registry keeps its schemas, and what was written to it with acks=all. */
final class RegistryStore {
    static final String CLEANUP_POLICY = "cleanup.policy";
    static final String COMPACT = "compact";

    private final Case test;
    private final PartitionClient writer;
    private final NavigableMap<Long, Record> written = new TreeMap<>();

    private RegistryStore(Case test, String topic) {
        this.test = test;
        this.writer = new PartitionClient(test, "registry", topic, 0);
    }

    /** A store in a new topic with one partition. What is written and read does not depend on its configuration. */
    static RegistryStore ofNewTopic(Case test) {
        return new RegistryStore(test, test.topic(1));
    }

    /** A store in a new topic as registries create it: compacted, with one partition. */
    static RegistryStore ofCompactedTopic(Case test) {
        String topic = test.need("a compacted topic", List.of("CreateTopics", "Metadata"), () -> test.stage()
                .topics()
                .create("schemas", 1, Map.of(CLEANUP_POLICY, COMPACT)));
        return new RegistryStore(test, topic);
    }

    String topic() {
        return writer.topic();
    }

    /** Writes a record in a request of its own, as registries do, and returns its offset. */
    long write(Record record) {
        Answer produced = writer.produce(List.of(record));
        return acknowledge(record, produced);
    }

    /** Writes schemas with the ids from 1 on, one after the other. */
    void register(int schemas) {
        for (int id = 1; id <= schemas; id++) {
            write(RegistryRecords.schema(id));
        }
    }

    /**
     * Writes records in requests of their own, some of them in flight at the same time.
     *
     * @return the answers, in the order of the records
     */
    List<Answer> writeAll(List<Record> records, int mostInFlight) {
        Connection connection = writer.connection();
        int version = test.version("Produce");
        Deque<Integer> inFlight = new ArrayDeque<>();
        List<Answer> answers = new ArrayList<>();
        for (Record record : records) {
            if (inFlight.size() == mostInFlight) {
                answers.add(Answer.of(connection.receive(inFlight.remove())));
            }
            inFlight.add(connection.send(writer.produceRequest(Payload.batch(version, List.of(record))), version));
        }
        inFlight.forEach(request -> answers.add(Answer.of(connection.receive(request))));
        for (int i = 0; i < records.size(); i++) {
            acknowledge(records.get(i), answers.get(i).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE));
        }
        return answers;
    }

    private long acknowledge(Record record, Answer produced) {
        long after = written.isEmpty() ? -1 : written.lastKey();
        produced.expect(
                PRODUCED + "BaseOffset",
                "is above " + after + ", the offset of the record before",
                offset -> (long) offset > after);
        long offset = produced.number(PRODUCED + "BaseOffset");
        written.put(offset, record);
        return offset;
    }

    /** A reader that has just started: with a connection of its own, and at the beginning of the topic. */
    StoreReader reader(String role) {
        return new StoreReader(test, writer.as(role), written);
    }
}
