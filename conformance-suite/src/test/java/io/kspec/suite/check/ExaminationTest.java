package io.kspec.suite.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {
    private static final ApiSpec FETCH = Catalog.standard().api("Fetch");

    @Test
    void aValueInOneOfTenResponsesIsSeldom() {
        assertThatCode(() -> examined(74, 1).expectSeldom()).doesNotThrowAnyException();
        assertThatCode(() -> examined(10, 1).expectSeldom()).doesNotThrowAnyException();
    }

    @Test
    void aValueInMoreResponsesIsNot() {
        assertThatThrownBy(() -> examined(9, 1).expectSeldom()).hasMessageEndingWith("found too high");
        assertThatThrownBy(() -> examined(19, 2).expectSeldom()).hasMessageEndingWith("found too high");
    }

    @Test
    void oneValueIsMoreThanNone() {
        assertThatThrownBy(() -> examined(74, 1).expectNone()).hasMessageEndingWith("found too high");
    }

    private static Examination examined(int responses, int implausible) {
        MessageId message = new MessageId("Fetch", MessageType.RESPONSE, FETCH.key(), 11);
        return new Examination(
                FETCH,
                11,
                responses,
                implausible,
                new ImplausibleValue(
                        ImplausibleKind.WATERMARK_ORDER, message, "LastStableOffset", 0, 8, "too high", List.of()),
                new Exchange("client", FETCH, 11, Bytes.EMPTY, Bytes.EMPTY, Duration.ZERO, Duration.ZERO));
    }
}
