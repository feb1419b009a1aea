package io.kspec.suite.sweep;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.clients.ReactionValues;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.FieldKind;
import io.kspec.runlog.Blame;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Rival;
import io.kspec.runlog.Side;
import io.kspec.stage.net.ForeignResponse;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import io.kspec.suite.check.RequestSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an exchange explain a failure, in the terms of the run log.
 *
 * @param blame the bytes, or null if none can be named
 * @param findings further observations, one sentence each
 * @param clients how real clients react
 */
record Blamer(@Nullable Blame blame, List<String> findings, List<ClientReaction> clients) {
    private static final int CORRELATION_ID_AT = 4;
    static final Blamer NOTHING = new Blamer(null, List.of(), List.of());

    /** The same with another observation before the others. */
    Blamer adding(String finding) {
        return new Blamer(
                blame, Stream.concat(Stream.of(finding), findings.stream()).toList(), clients);
    }

    /** For a response with wrong bytes. */
    static Blamer of(Diagnosis diagnosis, Exchange exchange, Timeline timeline) {
        List<String> findings = new ArrayList<>();
        DecodeFailure failure = diagnosis.failure();
        Blame blame = null;
        int event = timeline.require(exchange);
        Explanation best = diagnosis.best().orElse(null);
        if (best != null) {
            findings.addAll(best.evidence());
            blame = new Blame(
                    event,
                    Side.RESPONSE,
                    best.start(),
                    best.end(),
                    best.path(),
                    best.toString(),
                    best.certainty(),
                    best.kind().name(),
                    rivals(diagnosis));
        } else if (failure != null) {
            findings.add("strict decoding: " + failure);
            int size = Objects.requireNonNull(exchange.response()).size();
            int start = Math.min(failure.offset(), size);
            blame = new Blame(
                    event, Side.RESPONSE, start, Math.min(start + 1, size), failure.path(), diagnosis.sentence(), null);
        }
        Bytes response = Objects.requireNonNull(exchange.response());
        ReactionValues values = ReactionValues.of(
                        exchange.api().name(),
                        exchange.version(),
                        diagnosis,
                        response.size(),
                        exchange.request().getInt(CORRELATION_ID_AT),
                        response.size() < Integer.BYTES ? null : response.getInt(0))
                .with(RequestSummary.of(exchange).singleValues());
        return new Blamer(blame, findings, reactions(ClientReactions.to(diagnosis), values));
    }

    private static List<Rival> rivals(Diagnosis diagnosis) {
        return diagnosis.explanations().stream()
                .skip(1)
                .map(other -> new Rival(
                        other.kind().name(),
                        other.start(),
                        other.end(),
                        other.path(),
                        other.sentence(),
                        other.certainty()))
                .toList();
    }

    /** For a well-formed response with a wrong value. */
    static Blamer of(Evidence evidence, CheckFailure failure, Timeline timeline) {
        Exchange exchange = evidence.exchange();
        Bytes response = exchange.response();
        if (response == null) {
            return NOTHING;
        }
        String path = evidence.path();
        LayoutEntry entry = nearest(exchange.decodeResponse().layout(), path).orElse(null);
        if (entry != null && entry.field() != null && entry.field().kind() == FieldKind.RECORDS) {
            Optional<Blamer> broken = ofRecords(exchange, entry.path(), timeline);
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        List<ImplausibleValue> implausibleValues = implausibleValues(exchange);
        Blame blame = new Blame(
                timeline.require(exchange),
                Side.RESPONSE,
                entry == null ? 0 : entry.start(),
                entry == null ? response.size() : entry.end(),
                path,
                exchange.api().name() + " v" + exchange.version() + " response, " + path + ": expected "
                        + failure.expected() + ", found " + failure.found(),
                null);
        return new Blamer(
                blame,
                Stream.concat(
                                Stream.of("the request: " + RequestSummary.of(exchange)),
                                implausibleValues.stream().map(ImplausibleValue::toString))
                        .toList(),
                reactions(
                        implausibleValues.stream()
                                .filter(value -> value.path().equals(path))
                                .flatMap(value -> value.reactions().stream())
                                .toList(),
                        values(exchange, path)));
    }

    /**
     * For a response to another request than the one waiting for it; empty if no sent request has its correlation id.
     */
    static Optional<Blamer> of(ForeignResponse foreign, Exchange exchange, Timeline timeline) {
        int found = foreign.frame().getInt(0);
        Optional<String> answered = foreign.outOfOrder()
                ? Optional.of("a later request")
                : timeline.sent(exchange.connection(), found)
                        .map(event -> event.api()
                                + (event.response() == null
                                        ? ", to which no answer is expected"
                                        : ", which has already been answered"));
        return answered.map(request -> ofCorrelationId(foreign, "that of " + request, exchange, timeline));
    }

    /** For a response with a correlation id that no request had. */
    static Blamer ofStranger(ForeignResponse foreign, Exchange exchange, Timeline timeline) {
        return ofCorrelationId(foreign, "which no request had", exchange, timeline);
    }

    private static Blamer ofCorrelationId(ForeignResponse foreign, String whose, Exchange exchange, Timeline timeline) {
        Blame blame = new Blame(
                timeline.require(exchange),
                Side.RESPONSE,
                0,
                Integer.BYTES,
                "CorrelationId",
                exchange.api().name() + " v" + exchange.version() + " response, CorrelationId at byte 0: expected "
                        + foreign.expected() + ", found " + foreign.frame().getInt(0) + ", " + whose,
                null);
        return new Blamer(blame, List.of(), List.of());
    }

    /** For records that do not decode or have a wrong checksum; empty if they are intact. */
    private static Optional<Blamer> ofRecords(Exchange exchange, String path, Timeline timeline) {
        Optional<Blamer> undecodable = FrameUnderTest.response(exchange)
                .map(Diagnostician::diagnose)
                .filter(diagnosis -> diagnosis
                        .best()
                        .filter(best -> best.path().startsWith(path))
                        .isPresent())
                .map(diagnosis -> of(diagnosis, exchange, timeline));
        return undecodable.or(() -> implausibleValues(exchange).stream()
                .filter(value ->
                        value.kind() == ImplausibleKind.CHECKSUM && value.path().startsWith(path))
                .findFirst()
                .map(value -> of(value, exchange, timeline)));
    }

    /** For a value that decodes but is impossible. */
    static Blamer of(ImplausibleValue value, Exchange exchange, Timeline timeline) {
        Blame blame = new Blame(
                timeline.require(exchange),
                Side.RESPONSE,
                value.start(),
                value.end(),
                value.path(),
                value.toString(),
                null);
        return new Blamer(blame, List.of(), reactions(value.reactions(), values(exchange, value.path())));
    }

    /** The layout entry of a field in the body: its length if that is 0; that of its nearest parent if it has no bytes at all. */
    private static Optional<LayoutEntry> nearest(Layout layout, String path) {
        List<LayoutEntry> entries = layout.at(path).stream()
                .filter(entry -> entry.message().type() != MessageType.HEADER)
                .toList();
        if (entries.isEmpty() && !path.isEmpty()) {
            return nearest(layout, path.substring(0, Math.max(0, path.lastIndexOf('.'))));
        }
        return Stream.of(LayoutRole.VALUE, LayoutRole.GROUP, LayoutRole.LENGTH)
                .flatMap(role -> entries.stream().filter(entry -> entry.role() == role))
                .filter(entry -> entry.start() < entry.end())
                .findFirst()
                .or(() -> entries.stream().findFirst());
    }

    private static List<ImplausibleValue> implausibleValues(Exchange exchange) {
        return FrameUnderTest.response(exchange)
                .map(Plausibility::implausibleValues)
                .orElse(List.of());
    }

    private static ReactionValues values(Exchange exchange, String path) {
        Object value = exchange.decodeResponse().layout().at(path).stream()
                .filter(entry -> entry.role() == LayoutRole.VALUE)
                .map(LayoutEntry::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return ReactionValues.of(
                        exchange.api().name(), exchange.version(), value == null ? null : String.valueOf(value))
                .with(RequestSummary.of(exchange).singleValues());
    }

    private static List<ClientReaction> reactions(List<Reaction> reactions, ReactionValues values) {
        return reactions.stream().map(reaction -> logged(reaction, values)).toList();
    }

    private static ClientReaction logged(Reaction reaction, ReactionValues values) {
        Reaction filled = values.fill(reaction);
        return new ClientReaction(
                filled.client(),
                filled.printed() ? '"' + filled.text() + '"' : filled.text(),
                filled.version(),
                filled.source(),
                ClientReactions.isHarmless(reaction.client(), reaction.text()));
    }
}
