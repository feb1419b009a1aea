package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.diagnosis.plausibility.Plausibility;
import io.kspec.golden.Capture;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.Captures;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.UndecodableResponse;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Examination;
import io.kspec.suite.check.Judges;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The suite judges what Apache Kafka was recorded to answer, and finds nothing wrong.
 *
 * <p>This covers what the suite expects of every exchange of every run, whatever the case that it belongs to is about: that a
 * response has the correlation id of its request and the layout of its version to the last byte, as {@code
 * wire.well-formed-answer} and every other case expects of each response; that it has no value which decodes but cannot be
 * right, as all checks {@code plausible.*} expect, each of which is asked here as in a run; and that no rule of a real client is
 * broken by such a value.
 *
 * <p>It does not cover what a check expects of the answers to its own requests, which it chooses by what the target answered
 * before: that what was produced is fetched, that a member is fenced, that an offset survives. Captures were not recorded for
 * these flows, so that their bytes cannot answer them; {@code SecuredTargetTest} and {@code kspec run} on each reference release
 * play those. Nor does it cover when an answer came, or what follows a request that was not answered.
 */
class RecordedExchangesTest {
    static List<Captures> releases() {
        return Captures.newestFirst();
    }

    private static Exchange exchange(CapturedExchange captured, Bytes response) {
        return new Exchange(
                captured.connection(),
                captured.api(),
                captured.version(),
                captured.request(),
                response,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** The answers to requests of versions that a definition has. */
    private static List<Exchange> answered(Capture capture) {
        return capture.exchanges().stream()
                .filter(captured -> captured.outcome() == ExchangeOutcome.ANSWERED)
                .filter(captured -> captured.api().versions().contains(captured.version()))
                .map(captured -> exchange(captured, captured.requireResponse()))
                .toList();
    }

    /** A ledger that has examined each capture of a release as it examines a case. */
    private static PlausibilityLedger ledger(Captures release) {
        PlausibilityLedger ledger = new PlausibilityLedger();
        release.all().forEach(capture -> ledger.examine(answered(capture)));
        return ledger;
    }

    /** The checks that judge what the ledger examined, by what they look for. */
    private static Map<ImplausibleKind, Method> judges() {
        Map<ImplausibleKind, Method> judges = new EnumMap<>(ImplausibleKind.class);
        for (Class<?> checks :
                ReflectionSupport.findAllClassesInPackage("io.kspec.suite.checks", type -> true, name -> true)) {
            for (Method method : ReflectionSupport.findMethods(
                    checks, method -> method.isAnnotationPresent(Judges.class), HierarchyTraversalMode.TOP_DOWN)) {
                judges.put(method.getAnnotation(Judges.class).value(), method);
            }
        }
        return judges;
    }

    private static void judge(Method check, Examination examination) {
        Object unused = ReflectionSupport.invokeMethod(
                check, ReflectionSupport.newInstance(check.getDeclaringClass()), examination);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyCheckOfEveryExchangePasses(Captures release) {
        PlausibilityLedger ledger = ledger(release);
        List<String> failed = new ArrayList<>();
        judges().forEach((kind, check) -> {
            for (Examination examination : ledger.of(kind)) {
                try {
                    judge(check, examination);
                } catch (CheckFailure failure) {
                    failed.add(check.getAnnotation(ConformanceTest.class).id() + ": " + failure.getMessage());
                }
            }
        });

        assertThat(failed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void everyAnswerIsOfItsRequestAndDecodesStrictly(Captures release) {
        int answers = 0;
        for (Capture capture : release.all()) {
            for (Exchange exchange : answered(capture)) {
                assertThat(Objects.requireNonNull(exchange.response()).getInt(0))
                        .as("%s, %s", capture, exchange)
                        .isEqualTo(exchange.request().getInt(4));
                assertThat(Connection.decode(exchange)).isNotNull();
                answers++;
            }
        }

        assertThat(answers).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void noRuleOfAClientIsBroken(Captures release) {
        for (Capture capture : release.all()) {
            for (Exchange exchange : answered(capture)) {
                Stream<Reaction> reactions = FrameUnderTest.response(exchange).stream()
                        .flatMap(response -> Plausibility.implausibleValues(response).stream())
                        .flatMap(value -> value.reactions().stream())
                        .filter(reaction -> !ClientReactions.isHarmless(reaction.client(), reaction.text()));

                assertThat(reactions).as("%s, %s", capture, exchange).isEmpty();
            }
        }
    }

    /** A check of which the captures have nothing to judge would pass whatever it expected. */
    @Test
    void theCapturesHaveSomethingToJudgeForEachCheckOfEveryExchange() {
        PlausibilityLedger newest = ledger(Captures.newestFirst().get(0));

        assertThat(judges()).hasSizeGreaterThan(20);
        assertThat(judges().keySet().stream()
                        .filter(kind -> newest.of(kind).stream()
                                        .mapToInt(Examination::responses)
                                        .sum()
                                == 0))
                .isEmpty();
    }

    @Test
    void aWrongValueInARecordedAnswerFails() {
        CapturedExchange captured = metadata();
        Message right = Frames.decodeResponse(captured.api(), captured.version(), captured.requireResponse());
        Bytes wrong = Frames.encodeResponse(
                captured.api(),
                captured.version(),
                captured.requireResponse().getInt(0),
                right.toBuilder().set("ControllerId", 99).build());
        PlausibilityLedger ledger = new PlausibilityLedger();
        ledger.examine(List.of(exchange(captured, wrong)));
        Method check = Objects.requireNonNull(judges().get(ImplausibleKind.CONTROLLER_UNKNOWN));
        Examination examination = ledger.of(ImplausibleKind.CONTROLLER_UNKNOWN).get(0);

        assertThatThrownBy(() -> judge(check, examination)).isInstanceOf(CheckFailure.class);
    }

    @Test
    void aRecordedAnswerThatLacksAByteFails() {
        CapturedExchange captured = metadata();
        Bytes response = captured.requireResponse();

        assertThatThrownBy(() -> Connection.decode(exchange(captured, response.slice(0, response.size() - 1))))
                .isInstanceOf(UndecodableResponse.class);
    }

    private static CapturedExchange metadata() {
        return Captures.newestFirst()
                .get(0)
                .find(Catalog.standard().api("Metadata"), 9)
                .orElseThrow()
                .exchanges()
                .stream()
                .filter(captured -> captured.outcome() == ExchangeOutcome.ANSWERED
                        && captured.api().name().equals("Metadata"))
                .findFirst()
                .orElseThrow();
    }
}
