package io.kspec.cli;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.golden.comparison.NearExchange;
import io.kspec.golden.comparison.NearestExchange;
import io.kspec.golden.comparison.VolatileField;
import io.kspec.protocol.Bytes;
import io.kspec.reports.GoldenAnswer;
import io.kspec.reports.GoldenAnswers;
import io.kspec.runlog.Blame;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Side;
import io.kspec.suite.sweep.LoggedFrame;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The captured answers of Apache Kafka, the newest release that has a version first. */
final class CapturedAnswers implements GoldenAnswers {
    /** Where a broker is is no less its own than its port. */
    private static final String HOST = "Host";

    private final NearestExchange nearest = new NearestExchange(Captures.newestFirst());

    @Override
    public Optional<GoldenAnswer> find(ExchangeEvent exchange, @Nullable Blame blame, String expected) {
        Bytes request = bytes(exchange.request());
        if (exchange.api() == null || request == null) {
            return Optional.empty();
        }
        Frame response = exchange.response();
        String wrong = blame == null || blame.side() == Side.REQUEST ? null : blame.path();
        return nearest.find(request, response == null ? null : bytes(response), wrong, expected)
                .map(CapturedAnswers::answer);
    }

    /** All bytes of a frame; null if the log was kept small. */
    private static @Nullable Bytes bytes(Frame frame) {
        return frame.bytesKept() < frame.size() ? null : Bytes.fromHex(frame.hex());
    }

    private static GoldenAnswer answer(NearExchange near) {
        CapturedExchange exchange = near.exchange();
        Bytes response = exchange.response();
        return new GoldenAnswer(
                near.capture().provenance().broker(),
                exchange.name(),
                near.file(),
                LoggedFrame.of(exchange.request(), exchange.decodeRequest()),
                response == null ? null : LoggedFrame.of(response, exchange.decodeResponse()),
                response == null ? exchange.outcome().text() : "");
    }

    @Override
    public Set<String> ownFields() {
        return Stream.concat(Stream.of(VolatileField.values()).map(VolatileField::fieldName), Stream.of(HOST))
                .collect(Collectors.toSet());
    }
}
