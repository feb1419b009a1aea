package io.kspec.inspection.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.inspection.InspectionException;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.Catalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeLogTest {
    private static final String HEARTBEAT =
            "{\"id\":1,\"request\":{\"size\":24,\"hex\":\"000c00010000000700016b000167000000030001 6d\"},"
                            .replace(" ", "")
                    + "\"response\":{\"size\":10,\"hex\":\"0000000700000000001b\"}}";
    private static final String SILENT = "{\"request\":{\"hex\":\"0012000000000008ffff\"},\"response\":null}";
    private static final String UNKNOWN = "{\"request\":{\"hex\":\"7fff000000000008ffff\"},\"response\":null}";

    private static Dump dump(String text) {
        return DumpReader.read(text, null).dump();
    }

    private static Question about(String api) {
        return new Question(Catalog.standard().api(api), null, null, false, null, null);
    }

    @Test
    void aLineIsARequestWithItsResponse() {
        assertThat(dump(HEARTBEAT + "\n\n" + SILENT + "\n")).isInstanceOfSatisfying(Dump.Exchanges.class, dump -> {
            assertThat(dump.exchanges()).hasSize(2);
            assertThat(dump.exchanges().get(0).response()).isEqualTo(Bytes.fromHex("0000000700000000001b"));
            assertThat(dump.exchanges().get(1).response()).isNull();
        });
    }

    @Test
    void messagesAreReadAndRequestsOfUnknownApisSkipped() {
        Dump dump = dump(UNKNOWN + "\n" + HEARTBEAT + "\n" + SILENT);

        List<Reading> readings = Reading.all(dump, about("Heartbeat"));

        assertThat(readings)
                .extracting(reading -> reading.subject().message().toString())
                .containsExactly("Heartbeat v1 request", "Heartbeat v1 response");
        assertThat(readings).allMatch(Reading::isSound);
        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> Reading.all(dump, about("Fetch")))
                .withMessageContaining("found none among 3 messages");
        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> Reading.all(dump(UNKNOWN), about("Fetch")))
                .withMessage("expected requests of known APIs in 1 entry, found none");
    }

    @Test
    void otherJsonIsRefusedWithItsLine() {
        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> dump(SILENT + "\n{\"a\": 1}"))
                .withMessage("line 2: expected the bytes of a request at /request/hex, found none");
        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> dump("{\"a\": "))
                .withMessageStartingWith("line 1: expected an entry of the mock's journal in JSON, found ");
        assertThatExceptionOfType(InspectionException.class)
                .isThrownBy(() -> dump(SILENT.replace("0012", "zz12")))
                .withMessageStartingWith("line 1: expected an entry of the mock's journal in JSON, found ");
    }
}
