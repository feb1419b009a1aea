package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.FetchPosition;
import io.kspec.stage.requests.FetchRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of Fetch with limits on how much is returned, of one partition and of all together. */
class FetchLimitChecks {
    /** The versions that return batches as they are stored, so that their sizes can be compared with the limits. */
    private static final String UNCONVERTED = "4+";

    private static final int BATCHES = 4;

    @ConformanceTest(
            id = "fetch.small-limit-makes-progress",
            api = "Fetch",
            versions = UNCONVERTED,
            needs = {"CreateTopics", "Produce"},
            requirement = "Even if every batch exceeds the size limits, a fetch from any offset, also from one in the"
                    + " middle of a batch, returns the whole batch that contains the offset.",
            source = "KIP-74",
            why = "A consumer with small buffers would read the first batch of a partition and then be stuck"
                    + " forever.",
            harm = Harm.CLIENTS_HANG)
    void everyOffsetIsReadWithSmallLimits(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        for (int offset = 0; offset < 2 * BATCHES; offset++) {
            Answer fetched = fetch(test, client, 1, client.at(offset).maxBytes(1));
            List<Long> offsets = PartitionClient.recordsIn(fetched).stream()
                    .map(Record::offset)
                    .toList();
            fetched.expect(
                    offsets.contains((long) offset),
                    FETCHED + "Records",
                    "the whole batch with offset " + offset + ", although the limits are 1 byte",
                    offsets.isEmpty() ? "no whole batch" : "the offsets " + offsets);
        }
    }

    @ConformanceTest(
            id = "fetch.partition-limit-kept",
            api = "Fetch",
            versions = UNCONVERTED,
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "The records of a partition take no more bytes than its PartitionMaxBytes, or than its first"
                    + " batch if that is larger.",
            source = "message definition FetchRequest: PartitionMaxBytes; KIP-74",
            why = "Consumers limit with max.partition.fetch.bytes how much memory a partition takes, and how many"
                    + " of its records crowd out those of others.")
    void theLimitOfAPartitionIsKept(Case test) {
        PartitionClient client = PartitionClient.withBatches(test, BATCHES);
        int limit = firstBatch(client) + 1;
        Answer fetched = fetch(test, client, Integer.MAX_VALUE, client.at(0).maxBytes(limit));
        expectWithin(fetched, limit, List.of(FETCHED));
    }

    @ConformanceTest(
            id = "fetch.response-limit-kept",
            api = "Fetch",
            versions = UNCONVERTED,
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement =
                    "The records of all partitions together take no more bytes than the request's MaxBytes, or than"
                            + " the first batch if that is larger.",
            source = "message definition FetchRequest: MaxBytes; KIP-74",
            why = "Consumers limit with fetch.max.bytes how much memory a response takes, however many partitions"
                    + " they read.")
    void theLimitOfAResponseIsKept(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        both.forEach(client -> client.produce(Payload.numbered(2)));
        int limit = firstBatch(both.get(0)) + 1;
        Answer fetched = fetch(test, limit, both);
        expectWithin(
                fetched,
                limit,
                both.stream()
                        .map(client -> SeveralPartitions.fetched(fetched, client))
                        .toList());
    }

    /**
     * Expects records, and that those of all partitions take no more bytes than a limit.
     *
     * @param partitions the paths of the partitions
     */
    private static void expectWithin(Answer fetched, int limit, List<String> partitions) {
        int size = partitions.stream()
                .mapToInt(at -> PartitionClient.recordsOf(fetched, at).bytes().size())
                .sum();
        String at = partitions.get(partitions.size() - 1) + "Records";
        fetched.expect(size > 0, at, "records", "none");
        fetched.expect(
                size <= limit, at, "at most " + limit + " bytes of records, as the request allows", size + " bytes");
    }

    /** The size of a partition's first batch as the target stores it. */
    private static int firstBatch(PartitionClient client) {
        Answer fetched = client.fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        List<Batch> batches = PartitionClient.recordsOf(fetched).batches();
        fetched.expect(!batches.isEmpty(), FETCHED + "Records", "the produced records", "none");
        return batches.get(0).bytes().size();
    }

    @ConformanceTest(
            id = "fetch.first-filled-partition-comes",
            api = "Fetch",
            versions = UNCONVERTED,
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "If every batch exceeds the request's MaxBytes, the first batch of the first partition that has"
                            + " records is returned whole, also if partitions without records are named before it.",
            source = "KIP-74: the first batch in the first non-empty partition",
            why = "A consumer of a busy and an idle partition would get nothing but empty responses.",
            harm = Harm.CLIENTS_HANG)
    void partitionsWithoutRecordsDoNotUseUpTheLimit(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        PartitionClient empty = both.get(0);
        PartitionClient filled = both.get(1);
        filled.produce(Payload.numbered(1));
        for (List<PartitionClient> order : List.of(List.of(empty, filled), List.of(filled, empty))) {
            Answer fetched = fetch(test, 1, order);
            expectRecords(fetched, filled, "the record of the only partition that has one, although MaxBytes is 1");
        }
    }

    @ConformanceTest(
            id = "fetch.order-decides-at-the-limit",
            api = "Fetch",
            versions = UNCONVERTED,
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "If the request's MaxBytes allows records of one partition only, they are those of the"
                    + " partition that is named first.",
            source = "KIP-74; message definition FetchRequest: MaxBytes",
            why = "Consumers without sessions name a partition that was served last in their next fetch: where a"
                    + " broker chooses by its own order, the others starve.",
            harm = Harm.CLIENTS_HANG)
    void thePartitionThatIsNamedFirstIsServed(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        both.forEach(client -> client.produce(Payload.numbered(1)));
        for (List<PartitionClient> order : List.of(both, List.of(both.get(1), both.get(0)))) {
            Answer fetched = fetch(test, 1, order);
            PartitionClient first = order.get(0);
            expectRecords(fetched, first, "the record of partition " + first.partition() + ", which is named first");
        }
    }

    private static void expectRecords(Answer fetched, PartitionClient client, String expected) {
        String at = SeveralPartitions.fetched(fetched, client);
        fetched.expectError(at + "ErrorCode", ErrorCode.NONE)
                .expect(!PartitionClient.recordsIn(fetched, at).isEmpty(), at + "Records", expected, "no records");
    }

    /** Fetches the start of partitions within a limit for the whole response. */
    private static Answer fetch(Case test, int maxBytes, List<PartitionClient> clients) {
        FetchPosition[] starts = clients.stream().map(client -> client.at(0)).toArray(FetchPosition[]::new);
        return fetch(test, clients.get(0), maxBytes, starts);
    }

    private static Answer fetch(Case test, PartitionClient client, int maxBytes, FetchPosition... positions) {
        return test.ask(
                client.connection(), FetchRequests.fetch(positions).with(body -> body.set("MaxBytes", maxBytes)));
    }
}
