package io.kspec.suite.checks.share;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.AcknowledgedRecords;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.SessionPartition;
import io.kspec.stage.requests.ShareFetchLimits;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A member of a share group that reads the only partition of a topic. It counts the requests of its session. */
final class ShareReader {
    static final int ACCEPT = 1;
    static final int RELEASE = 2;
    static final int REJECT = 3;
    static final int RENEW = 4;
    static final int NEW = 0;
    static final int FINAL = -1;

    /** The path of the partition in responses to ShareFetch and ShareAcknowledge. */
    static final String PARTITION = "Responses[0].Partitions[0].";

    static final String ACQUIRED = PARTITION + "AcquiredRecords";
    /** How long a broker may take until it has records to deliver: Apache Kafka first loads the partition. */
    private static final int WAIT_MS = 1_000;
    /** How long to wait for records that are not to come. */
    private static final int BRIEFLY_MS = 200;
    /** How often to ask for records that are to come. */
    private static final int ATTEMPTS = 5;

    private final Case test;
    private final ShareMember member;
    private final String topic;
    private final UUID topicId;
    private int session;

    ShareReader(Case test, ShareMember member, String topic, UUID topicId) {
        this.test = test;
        this.member = member;
        this.topic = topic;
        this.topicId = topicId;
    }

    /** The epoch of the next request. */
    int session() {
        return session;
    }

    ShareMember member() {
        return member;
    }

    /** Asks for records, with all that the session knows; the first request begins the session. */
    Answer fetch() {
        return fetch(ShareFetchLimits.waiting(BRIEFLY_MS));
    }

    Answer fetch(ShareFetchLimits limits) {
        return take(send(fetchRequest(session, limits)));
    }

    /** The request for records that has an epoch. */
    ClientRequest fetchRequest(int epoch, ShareFetchLimits limits) {
        return ShareRequests.fetch(member.identity(), epoch, limits, epoch == NEW ? partition() : List.of());
    }

    /** As {@link #fetchRequest(int, ShareFetchLimits)}, which waits briefly. */
    ClientRequest fetchRequest(int epoch) {
        return fetchRequest(epoch, ShareFetchLimits.waiting(BRIEFLY_MS));
    }

    /** The partition that it reads. */
    List<SessionPartition> partition() {
        return List.of(SessionPartition.of(topicId, 0));
    }

    /** Asks until records are delivered, and expects the first of them to have an offset. */
    Answer fetchFrom(long firstOffset) {
        Answer answer = attempt();
        for (int i = 1; i < ATTEMPTS && acquired(answer).isEmpty(); i++) {
            answer = attempt();
        }
        expectPartition(answer).expect(!acquired(answer).isEmpty(), "Responses", "acquired records", "none");
        return answer.expect(ACQUIRED + "[0].FirstOffset", firstOffset);
    }

    /**
     * Asks once, and waits for records; errors of the partition do not matter. The Java client asks again after them, and
     * under load, Apache Kafka 4.3.1 may answer UNKNOWN_SERVER_ERROR while it loads a partition.
     */
    Answer attempt() {
        return count(send(fetchRequest(session, ShareFetchLimits.waiting(WAIT_MS))));
    }

    /** Asks briefly, and expects that nothing is delivered. */
    Answer expectNothing(String because) {
        Answer answer = fetch();
        List<Message> acquired = acquired(answer);
        return answer.expect(
                acquired.isEmpty(), acquired.isEmpty() ? "Responses" : ACQUIRED, "no records, " + because, acquired);
    }

    /** The ranges of records that an answer delivers. */
    static List<Message> acquired(Answer fetched) {
        List<Message> acquired = new ArrayList<>();
        for (Message entry : fetched.body().getStructs("Responses")) {
            entry.getStructs("Partitions")
                    .forEach(partition -> acquired.addAll(partition.getStructs("AcquiredRecords")));
        }
        return acquired;
    }

    private Answer take(Answer answer) {
        return expectPartition(count(answer));
    }

    /** Expects the session to be fine, and counts the request. */
    private Answer count(Answer answer) {
        answer.expectError("ErrorCode", ErrorCode.NONE);
        session++;
        return answer;
    }

    private Answer expectPartition(Answer answer) {
        if (answer.entry("Responses[*].Partitions[*]").isPresent()) {
            expectOnlyPartition(answer).expectError(PARTITION + "ErrorCode", ErrorCode.NONE);
            expectAscending(answer);
        }
        return answer;
    }

    /** Expects that an answer is about the partition and no other. */
    private Answer expectOnlyPartition(Answer answer) {
        return answer.expectSize("Responses", 1)
                .expect("Responses[0].TopicId", topicId)
                .expectSize("Responses[0].Partitions", 1)
                .expect(PARTITION + "PartitionIndex", 0);
    }

    /** Expects ranges that follow each other: the Java client goes through the records and the ranges side by side. */
    private static void expectAscending(Answer answer) {
        long last = -1;
        for (Message range : acquired(answer)) {
            answer.expect(
                    range.getLong("FirstOffset") > last && range.getLong("LastOffset") >= range.getLong("FirstOffset"),
                    ACQUIRED,
                    "ranges in ascending order that do not overlap",
                    answer.list(ACQUIRED));
            last = range.getLong("LastOffset");
        }
    }

    /** Sends a request to the partition's leader. */
    Answer send(ClientRequest request) {
        return test.ask(connection(), request);
    }

    private Connection connection() {
        return test.role(member.role()).leader(topic, 0);
    }

    /** Tells what became of records by ShareAcknowledge, and expects the session to be fine. */
    Answer acknowledge(AcknowledgedRecords... records) {
        return expectOnlyPartition(count(send(acknowledgeRequest(session, records))));
    }

    /** The request that tells what became of records. */
    ClientRequest acknowledgeRequest(int epoch, AcknowledgedRecords... records) {
        return ShareRequests.acknowledge(
                member.identity(), epoch, List.of(SessionPartition.acknowledged(topicId, 0, records)));
    }

    /** Tells the same about consecutive records by ShareAcknowledge, and expects it to be taken. */
    Answer acknowledgeAll(long first, long last, int type) {
        return acknowledge(AcknowledgedRecords.all(first, last, type))
                .expectError(PARTITION + "ErrorCode", ErrorCode.NONE);
    }

    /** Renews the lock of consecutive records, and expects the session to be fine. */
    Answer renew(long first, long last) {
        return count(send(acknowledgeRequest(session, AcknowledgedRecords.all(first, last, RENEW))
                .with(body -> body.set("IsRenewAck", true))));
    }

    /** Tells the same about consecutive records, and asks for the next ones, in one ShareFetch. */
    Answer fetchAcknowledging(long first, long last, int type) {
        return take(send(ShareRequests.fetch(
                member.identity(),
                session,
                ShareFetchLimits.waiting(WAIT_MS),
                List.of(SessionPartition.acknowledged(topicId, 0, AcknowledgedRecords.all(first, last, type))))));
    }

    /** Asks for records, and forgets the partition. */
    Answer fetchForgetting() {
        return take(send(fetchRequest(session)
                .with(body -> body.add(
                        "ForgottenTopicsData",
                        forgotten -> forgotten.set("TopicId", topicId).set("Partitions", List.of(0))))));
    }

    /** Ends the session. */
    Answer end() {
        Answer answer = send(ShareRequests.acknowledge(member.identity(), FINAL, List.of()))
                .expectError("ErrorCode", ErrorCode.NONE);
        session = NEW;
        return answer;
    }
}
