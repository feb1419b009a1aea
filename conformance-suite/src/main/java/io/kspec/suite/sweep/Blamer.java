package io.kspec.suite.sweep;

import io.kspec.diagnosis.Diagnosis;
import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
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
import io.kspec.runlog.Side;
import io.kspec.stage.net.ForeignResponse;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an exchange explain a failure, in the words of the run log.
 *
 * @param blame the bytes, or null if none can be named
 * @param findings what else was noticed, a sentence each
 * @param clients what real clients make of it
 */
record Blamer(@Nullable Blame blame, List<String> findings, List<ClientReaction> clients) {
    static final Blamer NOTHING = new Blamer(null, List.of(), List.of());

    /** Of a response that is not what it should be, byte for byte. */
    static Blamer of(Diagnosis diagnosis, Exchange exchange, Timeline timeline) {
        List<String> findings = new ArrayList<>();
        DecodeFailure failure = diagnosis.failure();
        Blame blame = null;
        int event = timeline.require(exchange);
        Explanation best = diagnosis.best().orElse(null);
        if (best != null) {
            findings.addAll(best.evidence());
            blame = new Blame(
                    event, Side.RESPONSE, best.start(), best.end(), best.path(), best.toString(), best.certainty());
        } else if (failure != null) {
            findings.add("read strictly: " + failure);
            int size = Objects.requireNonNull(exchange.response()).size();
            int start = Math.min(failure.offset(), size);
            blame = new Blame(
                    event, Side.RESPONSE, start, Math.min(start + 1, size), failure.path(), diagnosis.sentence(), null);
        }
        return new Blamer(blame, findings, reactions(ClientReactions.to(diagnosis)));
    }

    /** Of a response that says something else than it should. */
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
        List<ImplausibleValue> oddities = oddities(exchange);
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
                oddities.stream().map(ImplausibleValue::toString).toList(),
                reactions(oddities.stream()
                        .filter(oddity -> oddity.path().equals(path))
                        .flatMap(oddity -> oddity.reactions().stream())
                        .toList()));
    }

    /** Of an answer to another request than the one that waits for it, or nothing if it answers none that was sent. */
    static Optional<Blamer> of(ForeignResponse foreign, Exchange exchange, Timeline timeline) {
        int found = foreign.frame().getInt(0);
        Optional<String> answered = foreign.outOfOrder()
                ? Optional.of("a later request")
                : timeline.sent(exchange.connection(), found)
                        .map(event -> event.api()
                                + (event.response() == null
                                        ? ", to which no answer is expected"
                                        : ", which has its answer already"));
        return answered.map(request -> ofCorrelationId(foreign, "that of " + request, exchange, timeline));
    }

    /** Of an answer with a correlation id that no request had. */
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

    /** Of records that do not decode, or whose checksum is wrong; nothing if they are whole. */
    private static Optional<Blamer> ofRecords(Exchange exchange, String path, Timeline timeline) {
        Optional<Blamer> undecodable = FrameUnderTest.response(exchange)
                .map(io.kspec.diagnosis.search.Blame::diagnose)
                .filter(diagnosis -> diagnosis
                        .best()
                        .filter(best -> best.path().startsWith(path))
                        .isPresent())
                .map(diagnosis -> of(diagnosis, exchange, timeline));
        return undecodable.or(() -> oddities(exchange).stream()
                .filter(oddity -> oddity.kind() == ImplausibleKind.CHECKSUM
                        && oddity.path().startsWith(path))
                .findFirst()
                .map(oddity -> of(oddity, exchange, timeline)));
    }

    /** Of a value that decodes but cannot be right. */
    static Blamer of(ImplausibleValue oddity, Exchange exchange, Timeline timeline) {
        Blame blame = new Blame(
                timeline.require(exchange),
                Side.RESPONSE,
                oddity.start(),
                oddity.end(),
                oddity.path(),
                oddity.toString(),
                null);
        return new Blamer(blame, List.of(), reactions(oddity.reactions()));
    }

    /** Where a field of the body lies; of one that has no bytes of its own in the layout, what it is in. */
    private static Optional<LayoutEntry> nearest(Layout layout, String path) {
        List<LayoutEntry> entries = layout.at(path).stream()
                .filter(entry -> entry.message().type() != MessageType.HEADER)
                .toList();
        if (entries.isEmpty() && !path.isEmpty()) {
            return nearest(layout, path.substring(0, Math.max(0, path.lastIndexOf('.'))));
        }
        return Stream.of(LayoutRole.VALUE, LayoutRole.GROUP)
                .flatMap(role -> entries.stream().filter(entry -> entry.role() == role))
                .findFirst()
                .or(() -> entries.stream().findFirst());
    }

    private static List<ImplausibleValue> oddities(Exchange exchange) {
        return FrameUnderTest.response(exchange).map(Plausibility::oddities).orElse(List.of());
    }

    private static List<ClientReaction> reactions(List<io.kspec.diagnosis.ClientReaction> reactions) {
        return reactions.stream()
                .map(reaction -> new ClientReaction(
                        reaction.client(), reaction.printed() ? '"' + reaction.prints() + '"' : reaction.prints()))
                .toList();
    }
}
