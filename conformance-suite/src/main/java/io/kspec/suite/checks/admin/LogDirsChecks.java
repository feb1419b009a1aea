package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.LogRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;

/** Checks of DescribeLogDirs and AlterReplicaLogDirs: where partitions are on a broker, and how large they are. */
class LogDirsChecks {
    private static final long UNKNOWN_SIZE = -1;
    private static final String NO_SUCH_DIRECTORY = "/kspec/no-such-directory";

    @ConformanceTest(
            id = "describe-log-dirs.topic-is-shown",
            api = "DescribeLogDirs",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Each requested partition is shown in a directory of its leader.",
            source = "KIP-113",
            why = "kafka-log-dirs and tools that move partitions would not find it.")
    void requestedPartitionsAreShown(Case test) {
        String topic = test.topic(2);
        for (int partition = 0; partition < 2; partition++) {
            path(ask(test, topic, partition), topic, partition);
        }
    }

    @ConformanceTest(
            id = "describe-log-dirs.only-asked-partitions",
            api = "DescribeLogDirs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "If partitions are requested, these are shown and no others.",
            source = "message definition DescribeLogDirsRequest; measured on Apache Kafka",
            why =
                    "The Java admin client's describeReplicaLogDirs() ignores others, with a warning for each of them; a broker"
                            + " has thousands.")
    void noOtherPartitionsAreShown(Case test) {
        String topic = test.topic(2);
        Answer described = ask(test, topic, 0);
        path(described, topic, 0);
        List<Message> dirs = described.body().getStructs("Results");
        for (int i = 0; i < dirs.size(); i++) {
            List<Message> topics = dirs.get(i).getStructs("Topics");
            for (int j = 0; j < topics.size(); j++) {
                String name = topics.get(j).getString("Name");
                described.expect(
                        "Results[" + i + "].Topics[" + j + "].Partitions",
                        "has nothing but partition 0 of " + topic,
                        shown -> ((List<?>) shown)
                                .stream()
                                        .allMatch(partition -> name.equals(topic)
                                                && ((Message) partition).getInt("PartitionIndex") == 0));
            }
        }
    }

    @ConformanceTest(
            id = "describe-log-dirs.null-means-all-topics",
            api = "DescribeLogDirs",
            alone = true,
            needs = {"CreateTopics", "Metadata"},
            requirement = "Null topics mean all of them.",
            source = "message definition DescribeLogDirsRequest: null for all topics",
            why = "kafka-log-dirs asks so to show how full the disks are.")
    void nullMeansAllTopics(Case test) {
        String topic = test.topic(1);
        Answer described =
                test.ask(test.leader(topic, 0), LogRequests.describeDirs(topic).with(body -> body.set("Topics", null)));
        path(described, topic, 0);
    }

    @ConformanceTest(
            id = "describe-log-dirs.size-grows",
            api = "DescribeLogDirs",
            needs = {"CreateTopics", "Metadata", "Produce"},
            level = Level.SHOULD,
            requirement = "The size of a partition grows when records are appended to it.",
            source = "KIP-113",
            why = "Cruise Control and other tools balance disks by it; no client fails.")
    void theSizeOfAPartitionGrows(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        Answer before = ask(test, log.topic(), 0);
        long empty = before.number(path(before, log.topic(), 0) + "PartitionSize");
        log.produce(Payload.numbered(5));
        Answer after = ask(test, log.topic(), 0);
        after.expect(
                path(after, log.topic(), 0) + "PartitionSize",
                "is more than " + empty,
                size -> ((Number) size).longValue() > empty);
    }

    @ConformanceTest(
            id = "describe-log-dirs.space-makes-sense",
            api = "DescribeLogDirs",
            versions = "4+",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "From version 4 on, each directory is returned with the size of its volume and the free"
                    + " space, which is at most that size; -1 stands for unknown.",
            source = "KIP-827; message definition DescribeLogDirsResponse: TotalBytes and UsableBytes",
            why = "Tools that warn of full disks compute the share of free space.")
    void freeSpaceIsPartOfTheVolume(Case test) {
        Answer described =
                ask(test, test.topic(1), 0).expect("Results", "is not empty", dirs -> !((List<?>) dirs).isEmpty());
        int dirs = described.list("Results").size();
        for (int i = 0; i < dirs; i++) {
            String at = "Results[" + i + "].";
            described.expect(at + "TotalBytes", "is more than 0, or -1", bytes -> isSize((long) bytes, 1));
            long total = described.number(at + "TotalBytes");
            described.expect(
                    at + "UsableBytes",
                    "is at least 0, or -1" + (total < 0 ? "" : ", and at most " + total + ", the TotalBytes"),
                    bytes -> isSize((long) bytes, 0) && (total < 0 || (long) bytes <= total));
        }
    }

    @ConformanceTest(
            id = "describe-log-dirs.everything-once",
            api = "DescribeLogDirs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement =
                    "Each directory has a name and no error, and is listed once, with each topic and each partition once; a"
                            + " partition that nobody moves has no lag, and is no future replica.",
            source = "KIP-113; message definition DescribeLogDirsResponse",
            why = "Tools add up sizes, and kafka-reassign-partitions takes a future replica for a move that goes on.")
    void everythingIsListedOnce(Case test) {
        String topic = test.topic(1);
        Answer described = ask(test, topic, 0);
        String partition = path(described, topic, 0);
        expectEachOnce(described, "Results", "LogDir");
        for (int i = 0; i < described.list("Results").size(); i++) {
            String directory = "Results[" + i + "].";
            described
                    .expect(directory + "LogDir", "is not empty", name -> !name.equals(""))
                    .expectError(directory + "ErrorCode", ErrorCode.NONE);
            expectEachOnce(described, directory + "Topics", "Name");
            for (int j = 0; j < described.list(directory + "Topics").size(); j++) {
                expectEachOnce(described, directory + "Topics[" + j + "].Partitions", "PartitionIndex");
            }
        }
        described.expect(partition + "OffsetLag", 0).expect(partition + "IsFutureKey", false);
    }

    private static void expectEachOnce(Answer described, String array, String key) {
        List<?> keys = described.list(array).stream()
                .map(entry -> ((Message) entry).get(key))
                .toList();
        described.expect(keys.stream().distinct().count() == keys.size(), array, "each " + key + " once", keys);
    }

    private static boolean isSize(long bytes, long least) {
        return bytes == UNKNOWN_SIZE || bytes >= least;
    }

    @ConformanceTest(
            id = "alter-replica-log-dirs.unknown-directory-refused",
            api = "AlterReplicaLogDirs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Moving a replica to a directory that the broker does not have is rejected with"
                    + " LOG_DIR_NOT_FOUND.",
            source = "KIP-113; measured on Apache Kafka",
            why = "kafka-reassign-partitions would wait for a move that never ends.")
    void anUnknownDirectoryIsRejected(Case test) {
        String topic = test.topic(1);
        test.ask(test.leader(topic, 0), LogRequests.moveTo(NO_SUCH_DIRECTORY, topic, 0))
                .expectSize("Results", 1)
                .expect("Results[0].TopicName", topic)
                .expectSize("Results[0].Partitions", 1)
                .expect("Results[0].Partitions[0].PartitionIndex", 0)
                .expectError("Results[0].Partitions[0].ErrorCode", ErrorCode.LOG_DIR_NOT_FOUND);
    }

    private static Answer ask(Case test, String topic, int partition) {
        return test.ask(test.leader(topic, partition), LogRequests.describeDirs(topic, partition));
    }

    /** The path of a partition's entry in the first directory that has one. */
    private static String path(Answer described, String topic, int partition) {
        if (described.has("ErrorCode")) {
            described.expectError("ErrorCode", ErrorCode.NONE);
        }
        return described
                .entry("Results[*].Topics[Name=" + topic + "].Partitions[PartitionIndex=" + partition + "]")
                .orElseThrow(() ->
                        described.failure("Results", "an entry for partition " + partition + " of " + topic, "none"));
    }
}
