package io.kspec.suite.unlike;

import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.Stub;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.List;
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
 * @param shoulds the checks that fail: each of level {@code should}, and each names who stumbles, or that nobody does
 */
record UnlikeBroker(
        String name,
        List<Unlikeness> unlike,
        Consumer<MockBrokerBuilder> setup,
        List<Stub> stubs,
        int segment,
        List<String> checks,
        List<String> shoulds) {

    /** A broker that differs in nothing yet. */
    static UnlikeBroker that(String name, String... checks) {
        return new UnlikeBroker(name, List.of(), builder -> {}, List.of(), 0, List.of(checks), List.of());
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

    /** A broker that differs in all that this one and another differ in. */
    UnlikeBroker and(UnlikeBroker other) {
        List<Unlikeness> all = new ArrayList<>(unlike);
        all.addAll(other.unlike);
        List<String> both = new ArrayList<>(shoulds);
        both.addAll(other.shoulds);
        return new UnlikeBroker(
                name, all, setup.andThen(other.setup), stubs, Math.max(segment, other.segment), checks, both);
    }

    @Override
    public String toString() {
        return name;
    }
}
