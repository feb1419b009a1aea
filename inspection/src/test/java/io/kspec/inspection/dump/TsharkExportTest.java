package io.kspec.inspection.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.inspection.reading.Inspection;
import io.kspec.inspection.reading.Question;
import io.kspec.inspection.reading.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What tshark 4.0.17 prints for a captured request and its response, in two segments, over IPv4 or IPv6: {@code -T json}, {@code
 * -T pdml}, {@code -T ek}, {@code -T json -e tcp.payload -e tcp.seq_raw …}, and {@code -q -z follow,tcp,hex,0}.
 */
class TsharkExportTest {
    @ParameterizedTest
    @CsvSource({
        "tshark.json, wireshark-json, 3",
        "tshark.pdml, pdml, 2",
        "tshark-ek.json, wireshark-json, 3",
        "tshark-fields.json, wireshark-json, 2",
        "tshark-follow.txt, follow, 2",
    })
    void theRequestAndItsResponseAreFound(String file, String format, int packets) throws IOException {
        DumpInput input = DumpReader.read(content(file), null);
        Inspection inspection = Inspection.of(input.dump(), new Question(null, null, null, false, null, null));

        assertThat(input.format().option()).isEqualTo(format);
        assertThat(((Dump.Packets) input.dump()).packets()).hasSize(packets);
        assertThat(inspection.readings())
                .extracting(reading -> reading.subject().message().toString())
                .containsExactly("OffsetFetch v2 request", "OffsetFetch v2 response");
        assertThat(inspection.readings()).allMatch(Reading::isSound);
    }

    private static byte[] content(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(TsharkExportTest.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }
}
