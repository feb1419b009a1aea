package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.reports.GoldenAnswer;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Side;
import io.kspec.suite.sweep.LoggedFrame;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CapturedAnswersTest {
    private static final ApiSpec HEARTBEAT = Catalog.standard().api("Heartbeat");
    private static final int VERSION = 4;
    private static final String UNKNOWN_MEMBER = "a member that the group does not know";

    private final CapturedAnswers answers = new CapturedAnswers();

    private static CapturedExchange captured(String name) {
        return Captures.newestFirst()
                .get(0)
                .find(HEARTBEAT, VERSION)
                .flatMap(capture -> capture.find(name))
                .orElseThrow();
    }

    private static ExchangeEvent event(Frame request, Frame response) {
        return new ExchangeEvent(
                "client", 1, new ApiVersion(HEARTBEAT.key(), "Heartbeat", VERSION), 1, 0, 1.0, request, response);
    }

    private static Frame request() {
        CapturedExchange exchange = captured(UNKNOWN_MEMBER);
        return LoggedFrame.of(exchange.request(), exchange.decodeRequest());
    }

    private static Frame noError() {
        CapturedExchange exchange = captured("a member");
        DecodeAttempt decoded = exchange.decodeResponse();
        return LoggedFrame.of(exchange.requireResponse(), decoded);
    }

    @Test
    void theNearestCaptureIsAFrameOfTheLogWithItsOrigin() {
        Blame blame = new Blame(0, Side.RESPONSE, 9, 11, "ErrorCode", "No error is wrong here.", null);

        GoldenAnswer found =
                answers.find(event(request(), noError()), blame, "0 instead").orElseThrow();

        assertThat(found.shows()).isEqualTo(UNKNOWN_MEMBER);
        assertThat(found.broker()).startsWith("Apache Kafka ");
        assertThat(found.file()).endsWith("/Heartbeat/v4.golden");
        assertThat(found.outcome()).isEmpty();
        assertThat(Objects.requireNonNull(found.response()).fields())
                .filteredOn(field -> field.path().equals("ErrorCode"))
                .extracting(Field::value)
                .containsExactly("25 UNKNOWN_MEMBER_ID");
    }

    @Test
    void aRequestThatTheLogCutOffIsNotCompared() {
        Frame cut = new Frame(request().size() + 1, request().hex(), List.of(), 0);

        assertThat(answers.find(event(cut, noError()), null, "")).isEmpty();
    }

    @Test
    void whereABrokerIsIsItsOwn() {
        assertThat(answers.ownFields()).contains("Host", "Port", "MemberId");
    }
}
