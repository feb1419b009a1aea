package io.kspec.golden.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import io.kspec.reference.ReferenceReleases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearestExchangeTest {
    private static final Capture HEARTBEAT = capture("Heartbeat", 4);
    private static final String UNKNOWN_MEMBER = "a member that the group does not know";

    private final NearestExchange nearest = new NearestExchange(Captures.newestFirst());

    private static Capture capture(String api, int version) {
        return Captures.newestFirst().stream()
                .flatMap(release -> release.find(Catalog.standard().api(api), version).stream())
                .findFirst()
                .orElseThrow();
    }

    private static CapturedExchange heartbeat(String name) {
        return HEARTBEAT.find(name).orElseThrow();
    }

    private @Nullable String nameFor(Bytes request, @Nullable Bytes response, @Nullable String wrong) {
        return nearest.find(request, response, wrong, "")
                .map(near -> near.exchange().name())
                .orElse(null);
    }

    @Test
    void everyReleaseWithCapturesIsSearchedTheNewestFirst() {
        List<String> newestFirst = new ArrayList<>(ReferenceReleases.all());
        Collections.reverse(newestFirst);

        assertThat(Captures.newestFirst())
                .extracting(Captures::toString)
                .containsExactlyElementsOf(newestFirst.stream()
                        .map(release -> "apache-kafka-" + release)
                        .toList());
    }

    @Test
    void aCapturedExchangeIsNearestToItself() {
        for (CapturedExchange exchange : HEARTBEAT.exchanges()) {
            if (exchange.api().equals(HEARTBEAT.api()) && exchange.response() != null) {
                Bytes found = nearest.find(exchange.request(), exchange.response(), null, "")
                        .orElseThrow()
                        .exchange()
                        .requireResponse();
                assertThat(found.slice(Integer.BYTES))
                        .as(exchange.name())
                        .isEqualTo(exchange.requireResponse().slice(Integer.BYTES));
            }
        }
    }

    @Test
    void namesDoNotCountButWhetherThereAreAny() {
        Bytes renamed = Bytes.fromHex(heartbeat("a generation that is not the group's")
                .request()
                .toHex()
                .replace("6b737065632d63617074757265", "616e792d6f746865722d617070"));
        assertThat(nameFor(renamed, null, null)).isEqualTo("a generation that is not the group's");
        assertThat(nameFor(heartbeat("an empty group id").request(), null, null))
                .isEqualTo("an empty group id");
    }

    @Test
    void theWrongFieldHasAnotherValueInTheNearestAnswer() {
        Bytes request = heartbeat(UNKNOWN_MEMBER).request();
        Bytes noError = heartbeat("a member").requireResponse();

        assertThat(nameFor(request, noError, null)).isEqualTo("a member");
        assertThat(nameFor(request, noError, "ErrorCode")).isEqualTo(UNKNOWN_MEMBER);
    }

    @Test
    void anExpectedErrorIsMoreThanANearRequest() {
        Bytes request = heartbeat(UNKNOWN_MEMBER).request();
        Bytes response = heartbeat("a member").requireResponse();

        assertThat(nearest.find(
                                request,
                                response,
                                "ErrorCode",
                                "ErrorCode = 22 ILLEGAL_GENERATION or 16 NOT_COORDINATOR")
                        .map(near -> near.exchange().name()))
                .contains("a generation that is not the group's");
    }

    @Test
    void aRequestThatDoesNotDecodeIsLikeOneThatBreaksInTheSameWay() {
        Bytes whole = heartbeat(UNKNOWN_MEMBER).request();

        NearExchange near =
                nearest.find(whole.slice(0, whole.size() - 1), null, null, "").orElseThrow();

        assertThat(near.exchange().decodeRequest().requireFailure().kind())
                .isEqualTo(heartbeat("a request without its last byte")
                        .decodeRequest()
                        .requireFailure()
                        .kind());
        assertThat(near.exchange().response()).isNull();
    }

    @Test
    void whatTheNewestReleaseNoLongerSpeaksComesFromAnOlderOne() {
        NearExchange near = nearest.find(
                        Objects.requireNonNull(capture("Fetch", 3).exchanges().stream()
                                .filter(exchange -> exchange.version() == 3
                                        && exchange.api().name().equals("Fetch"))
                                .findFirst()
                                .orElseThrow()
                                .request()),
                        null,
                        null,
                        "")
                .orElseThrow();

        assertThat(near.file()).isEqualTo("apache-kafka-3.9.2/Fetch/v3.golden");
    }

    @Test
    void whatNobodyCapturedHasNoNearest() {
        assertThat(nearest.find(Bytes.fromHex("0012007f0000000100"), null, null, ""))
                .isEmpty();
        assertThat(nearest.find(Bytes.fromHex("7fff00000000000100"), null, null, ""))
                .isEmpty();
        assertThat(nearest.find(Bytes.fromHex("0012"), null, null, "")).isEmpty();
    }
}
