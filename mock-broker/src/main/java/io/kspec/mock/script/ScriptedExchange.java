package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A request on which stubs act: first on the request, when it arrives, and then on the response, when it is known. A stub
 * that only changes the response acts where it finds something to change.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ScriptedExchange {
    private final ApiSpec api;
    private final KnownTopics topics;
    private final List<Candidate> undecided;
    private final List<Candidate> acting;
    private final List<Candidate> all;
    private final List<ErrorFault> denied;
    private final List<ErrorFault> faults;
    private final Set<ErrorAnswer.Position> refused;
    private Message asked;
    private boolean lost;
    private boolean refusedWhole;
    private Duration advance = Duration.ZERO;

    /** A stub whose pattern matches the request, and the entries of the request that it selects. */
    record Candidate(StubRule rule, EntrySelection selection) {
        ResponseDefinition response() {
            return rule.response();
        }
    }

    /**
     * @param denials parts of the request that the client is not allowed; stubs see what is left
     */
    ScriptedExchange(
            ApiSpec api, Message request, List<Candidate> candidates, List<Denial> denials, KnownTopics topics) {
        this.api = api;
        this.topics = topics;
        this.asked = request;
        this.all = candidates;
        // Nothing acts on most requests.
        boolean untouched = candidates.isEmpty() && denials.isEmpty();
        this.undecided = untouched ? List.of() : new ArrayList<>();
        this.acting = untouched ? List.of() : new ArrayList<>();
        this.denied = untouched ? List.of() : new ArrayList<>();
        this.faults = untouched ? List.of() : new ArrayList<>();
        this.refused = untouched ? Set.of() : new HashSet<>();
        denials.forEach(this::deny);
        candidates.forEach(this::decide);
    }

    private void deny(Denial denial) {
        ErrorFault fault = denial.toFault();
        ErrorAnswer.Result answer = ErrorAnswer.of(api, asked, fault, ErrorAnswer.blank(api, asked), topics);
        if (!answer.nothing()) {
            denied.add(fault);
            refuse(fault, answer);
        }
    }

    private void decide(Candidate candidate) {
        ResponseDefinition response = candidate.response();
        Optional<ErrorFault> fault = fault(candidate);
        Optional<ErrorAnswer.Result> answer =
                fault.map(error -> ErrorAnswer.of(api, asked, error, ErrorAnswer.blank(api, asked), topics));
        boolean refuses = answer.filter(result -> !result.nothing()).isPresent();
        boolean loses = response.error() == null && Boolean.FALSE.equals(response.applied());
        boolean acts = refuses
                || loses
                || !response.advance().isZero()
                || response.requestEdits().stream().anyMatch(edit -> edit.finds(asked, topics));
        if (!acts) {
            undecided.add(candidate);
        } else if (candidate.rule().takeOccasion()) {
            acting.add(candidate);
            asked = ResponseDefinition.applyAll(response.requestEdits(), asked, topics);
            lost |= loses;
            advance = response.advance().isZero() ? advance : response.advance();
            if (refuses) {
                faults.add(fault.orElseThrow());
                refuse(fault.orElseThrow(), answer.orElseThrow());
            }
        }
    }

    private static Optional<ErrorFault> fault(Candidate candidate) {
        ResponseDefinition response = candidate.response();
        ErrorCode error = response.error();
        return error == null
                ? Optional.empty()
                : Optional.of(new ErrorFault(
                        error,
                        response.errorMessage(),
                        Boolean.TRUE.equals(response.applied()),
                        candidate.selection()));
    }

    private void refuse(ErrorFault fault, ErrorAnswer.Result answer) {
        if (!fault.applied()) {
            refusedWhole |= answer.whole();
            refused.addAll(answer.refused());
        }
    }

    private int version() {
        return asked.id().version();
    }

    /** Whether the pattern of a stub matches the request, whether or not the stub acts. */
    public boolean isMatched() {
        return !all.isEmpty();
    }

    /** How far the broker's clock advances before the request is handled. */
    public Duration advance() {
        return advance;
    }

    /** The names of the stubs that act on the request, in the order in which they were added. */
    public List<String> stubs() {
        return acting.isEmpty()
                ? List.of()
                : acting.stream()
                        .map(candidate -> candidate.rule().stub().name())
                        .toList();
    }

    /** Whether an error is answered, so that a request without a response ends the connection as in Kafka. */
    public boolean hasError() {
        return Stream.concat(denied.stream(), faults.stream()).anyMatch(fault -> fault.error() != ErrorCode.NONE);
    }

    /** The request to handle: what is left of it after stubs have changed it and refused parts; empty if that is nothing. */
    public Optional<Message> handled() {
        if (lost || refusedWhole) {
            return Optional.empty();
        }
        return refused.isEmpty()
                ? Optional.of(asked)
                : Optional.ofNullable(ErrorAnswer.remaining(api, asked, refused, topics));
    }

    /**
     * Where nothing of the request is handled, a request without effects whose response has what Kafka sends next to an
     * error: the brokers of Metadata, and the session of Fetch.
     */
    public Optional<Message> inquiry() {
        if (lost) {
            return Optional.empty();
        }
        MessageBuilder inquiry = asked.toBuilder();
        return switch (api.name()) {
            case "Metadata" ->
                Optional.of(inquiry.set("Topics", List.of())
                        .setIfPresent("AllowAutoTopicCreation", false)
                        .build());
            case "Fetch" ->
                refusedWhole
                        ? Optional.empty()
                        : Optional.of(
                                inquiry.set("MaxWaitMs", 0).set("MinBytes", 0).build());
            default -> Optional.empty();
        };
    }

    /**
     * Lets the stubs act on the response to a request of which nothing is handled.
     *
     * @param inquired the response to {@link #inquiry()}, if there is one
     */
    public ScriptedResponse respondUnhandled(Optional<Message> inquired) {
        Message start = inquired.map(response -> ErrorAnswer.withoutEntries(api, response))
                .orElseGet(() ->
                        lost ? Message.defaults(api.response(version()).struct()) : ErrorAnswer.blank(api, asked));
        return respond(start, false);
    }

    /**
     * Lets the stubs act on Kafka's response.
     *
     * @param unsent whether Kafka does not send it; only stubs that break the silence or the connection act then
     */
    public ScriptedResponse respond(Message kafka, boolean unsent) {
        Message body = kafka;
        for (ErrorFault fault : failed(kafka) ? faults : ResponseDefinition.joined(denied, faults)) {
            body = ErrorAnswer.of(api, asked, fault, body, topics).body();
        }
        ResponseDefinition definition = ResponseDefinition.asKafka();
        List<String> names = new ArrayList<>();
        for (Candidate candidate : all) {
            ResponseDefinition response = candidate.response();
            boolean acts = acting.contains(candidate)
                    || (undecided.contains(candidate)
                            && finds(response, body, unsent)
                            && candidate.rule().takeOccasion());
            if (acts) {
                names.add(candidate.rule().stub().name());
                definition = definition.and(response);
                body = ResponseDefinition.applyAll(response.edits(), body, topics);
            }
        }
        return new ScriptedResponse(definition, body, names);
    }

    /** Whether a response reports an error of the request as a whole, next to which Kafka does not report what is denied of it. */
    private static boolean failed(Message response) {
        return response.has("ErrorCode") && response.getInt("ErrorCode") != ErrorCode.NONE.code();
    }

    private boolean finds(ResponseDefinition response, Message body, boolean unsent) {
        if (unsent) {
            return response.showsWhereKafkaIsSilent();
        }
        return response.changesAnyResponse() || response.finds(body, topics);
    }
}
