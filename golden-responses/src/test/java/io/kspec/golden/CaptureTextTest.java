package io.kspec.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CaptureTextTest {
    private static final List<ApiSpec> APIS = List.copyOf(Catalog.standard().apis());

    private static final Provenance PROVENANCE =
            new Provenance("Broker 1", "by hand", LocalDate.of(2026, 11, 20), "0.1", new TreeMap<>());

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("captures") Capture capture) {
        assertThat(CaptureReader.read(PROVENANCE, "x", CaptureWriter.write(capture))).isEqualTo(capture);
    }

    @Property(tries = 500)
    void aDamagedTextIsReadOrRefusedAndNothingElse(
            @ForAll("captures") Capture capture,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll("damages") String damage) {
        String text = CaptureWriter.write(capture);
        int at = place % text.length();
        String damaged = text.substring(0, at) + damage + text.substring(Math.min(text.length(), at + 1));
        assertThatCode(() -> readOrRefuse(damaged)).doesNotThrowAnyException();
    }

    private static void readOrRefuse(String text) {
        try {
            CaptureReader.read(PROVENANCE, "x", text);
        } catch (CaptureFormatException refused) {
            assertThat(refused.line()).isBetween(1, (int) text.lines().count() + 1);
            assertThat(refused.column()).isPositive();
        }
    }

    @Provide
    Arbitrary<String> damages() {
        return Arbitraries.of("", "\n", " ", "#", "0", "zz", ":", "\n\n", "> ", "< ", "ä", "99999999999");
    }

    @Provide
    Arbitrary<Capture> captures() {
        return Combinators.combine(exchanges().list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(APIS))
                .as((exchanges, api) -> {
                    List<CapturedExchange> named = new ArrayList<>();
                    for (CapturedExchange each : exchanges) {
                        named.add(renamed(each, "exchange " + named.size()));
                    }
                    return new Capture(PROVENANCE, api, 1, named);
                });
    }

    private static CapturedExchange renamed(CapturedExchange each, String name) {
        return new CapturedExchange(
                name,
                each.connection(),
                each.api(),
                each.version(),
                each.request(),
                each.outcome(),
                each.response(),
                null);
    }

    /** Frames that mostly do not decode, at versions that may be unknown. */
    private static Arbitrary<CapturedExchange> exchanges() {
        return Combinators.combine(
                        Arbitraries.of(APIS),
                        Arbitraries.integers().between(0, 20),
                        bytes(4, 80),
                        Arbitraries.of(ExchangeOutcome.values()),
                        bytes(4, 80))
                .as((api, version, rest, outcome, response) -> new CapturedExchange(
                        "any",
                        "client",
                        api,
                        version,
                        Bytes.wrap(new byte[] {0, (byte) api.key(), 0, (byte) version.intValue()})
                                .concat(rest),
                        outcome,
                        outcome == ExchangeOutcome.ANSWERED ? response : null,
                        null));
    }

    private static Arbitrary<Bytes> bytes(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Bytes::wrap);
    }
}
