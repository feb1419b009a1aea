package io.kspec.suite.unlike;

import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A broker that clients take although it differs from Apache Kafka.
 *
 * @param name what it does
 * @param unlike how its requests and responses differ
 * @param setup how its configuration differs
 * @param stubs how it differs where a request does not decode
 * @param segment the number of bytes of a response that it sends at a time; 0 for all
 * @param checks the ids of the checks that are played, with {@code *} for any characters; all if empty
 * @param shoulds the checks that fail: each is of that level, and each names who stumbles, or that nobody does
 */
record UnlikeBroker(
        String name,
        List<Unlikeness> unlike,
        Consumer<MockBrokerBuilder> setup,
        List<Stub> stubs,
        int segment,
        List<String> checks,
        List<String> shoulds) {

    private static final Map<String, String> FEW_VERSIONS = Map.ofEntries(
            Map.entry("Produce", "11-13"),
            Map.entry("Fetch", "10-13"),
            Map.entry("ListOffsets", "5-7"),
            Map.entry("Metadata", "8-12"),
            Map.entry("OffsetCommit", "6-9"),
            Map.entry("OffsetFetch", "5-8"),
            Map.entry("FindCoordinator", "2-4"),
            Map.entry("JoinGroup", "4-7"),
            Map.entry("SyncGroup", "3-5"),
            Map.entry("Heartbeat", "2-4"),
            Map.entry("LeaveGroup", "2-4"),
            Map.entry("DescribeGroups", "4-6"),
            Map.entry("ListGroups", "3-5"),
            Map.entry("CreateTopics", "4-7"),
            Map.entry("DeleteTopics", "4-6"),
            Map.entry("InitProducerId", "2-4"),
            Map.entry("DeleteGroups", "1-2"));

    /** A broker that differs in nothing yet, and speaks a few versions of each API so that its checks take little time. */
    static UnlikeBroker that(String name, String... checks) {
        return new UnlikeBroker(name, List.of(), UnlikeBroker::fewVersions, List.of(), 0, List.of(checks), List.of());
    }

    /** The same for all checks, at all versions. */
    static UnlikeBroker inAll(String name) {
        return new UnlikeBroker(name, List.of(), builder -> {}, List.of(), 0, List.of(), List.of());
    }

    /** This broker, at all versions that the mock speaks. */
    UnlikeBroker atAllVersions() {
        return new UnlikeBroker(name, unlike, builder -> {}, stubs, segment, checks, shoulds);
    }

    private static void fewVersions(MockBrokerBuilder builder) {
        FEW_VERSIONS.forEach((api, versions) -> builder.versions(api, Versions.parse(versions)));
    }

    UnlikeBroker with(Unlikeness more) {
        List<Unlikeness> all = new ArrayList<>(unlike);
        all.add(more);
        return new UnlikeBroker(name, all, setup, stubs, segment, checks, shoulds);
    }

    /** Responds differently to an API. */
    UnlikeBroker answering(String api, UnaryOperator<Message> change) {
        return with(new Unlikeness() {
            @Override
            public Message response(Message request, Message response) {
                return response.id().name().equals(api) ? change.apply(response) : response;
            }
        });
    }

    /** Responds differently to all APIs. */
    UnlikeBroker answering(UnaryOperator<Message> change) {
        return with(new Unlikeness() {
            @Override
            public Message response(Message request, Message response) {
                return change.apply(response);
            }
        });
    }

    /** Reads the requests of an API differently. */
    UnlikeBroker reading(String api, UnaryOperator<Message> change) {
        return with(new Unlikeness() {
            @Override
            public Message request(Message request) {
                return request.id().name().equals(api) ? change.apply(request) : request;
            }
        });
    }

    UnlikeBroker configured(Consumer<MockBrokerBuilder> more) {
        return new UnlikeBroker(name, unlike, setup.andThen(more), stubs, segment, checks, shoulds);
    }

    UnlikeBroker by(Stub stub) {
        List<Stub> all = new ArrayList<>(stubs);
        all.add(stub);
        return new UnlikeBroker(name, unlike, setup, all, segment, checks, shoulds);
    }

    UnlikeBroker inPiecesOf(int bytes) {
        return new UnlikeBroker(name, unlike, setup, stubs, bytes, checks, shoulds);
    }

    /** Declares a check of level {@code should} that fails. */
    UnlikeBroker but(String... failing) {
        return new UnlikeBroker(name, unlike, setup, stubs, segment, checks, List.of(failing));
    }

    /** This broker, with all differences that another one has between the mock and its clients. */
    UnlikeBroker and(UnlikeBroker other) {
        List<Unlikeness> all = new ArrayList<>(unlike);
        all.addAll(other.unlike);
        List<String> both = new ArrayList<>(shoulds);
        both.addAll(other.shoulds);
        return new UnlikeBroker(name, all, setup, stubs, Math.max(segment, other.segment), checks, both);
    }

    /** Whether something must stand between the mock and its clients. */
    boolean needsProxy() {
        return !unlike.isEmpty() || segment > 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
