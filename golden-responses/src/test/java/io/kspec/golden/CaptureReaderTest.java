package io.kspec.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {
    private static final Provenance PROVENANCE =
            new Provenance("Apache Kafka 4.3.1", "by hand", LocalDate.of(2026, 11, 20), "0.1.0", new TreeMap<>());
    private static final String TEXT =
            """
            kspec golden 2
            api: Heartbeat
            version: 1

            exchange: an unknown member
            connection: client
            request: Heartbeat 1
            > 000c 0001 00000003 0001 63  # RequestHeader v1 = 12 (Heartbeat), 1, 3, "c"
            > 0001 67           # GroupId = "g"
            > 00000001          # GenerationId = 1
            > 0001 6d           # MemberId = "m"
            response: after another
            < 00000003          # ResponseHeader v0 = 3
            < 00000000          # ThrottleTimeMs = 0
            < 0019              # ErrorCode = 25 (UNKNOWN_MEMBER_ID)

            exchange: another
            connection: client
            request: Heartbeat 0
            > 000c0000 00000004 ffff
            > # a note alone
            > 0000 00000001 0000
            no response: connection closed
            """;

    @Test
    void everyPartIsRead() {
        Capture capture = CaptureReader.read(PROVENANCE, "x.golden", TEXT);
        assertThat(capture).hasToString("Heartbeat v1 of Apache Kafka 4.3.1");
        CapturedExchange first = capture.exchanges().get(0);
        assertThat(first.requireResponse().toHex()).isEqualTo("00000003000000000019");
        assertThat(first.answeredAfter()).isEqualTo("another");
        CapturedExchange second = capture.exchanges().get(1);
        assertThat(second.request().toHex()).isEqualTo("000c000000000004ffff0000000000010000");
        assertThat(second.outcome()).isEqualTo(ExchangeOutcome.CLOSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kspec golden 2         | kspec golden 1         | x:1:1: expected the line "kspec golden 2", found "kspec golden 1"
            api: Heartbeat         | api: Hartbeat          | x:2:6: expected the name of an API, found "Hartbeat"
            version: 1             | version: -1            | x:3:10: expected a version from 0 to 32767, found "-1"
            version: 1             | version: 40000         | x:3:10: expected a version from 0 to 32767, found "40000"
            exchange: another      | exchange: an unknown member | x:17:11: expected a name that no other exchange has, found "an unknown member"
            request: Heartbeat 1   | request: Heartbeat v1  | x:7:10: expected an API and a version, found "Heartbeat v1"
            request: Heartbeat 1   | request: Heartbeat 2   | x:7:1: expected the API and version of the bytes, key 12 and version 1, found Heartbeat (12) and 2
            0001 67                | 000g 67                | x:9:5: expected two digits of 0-9 and a-f, one space between groups, or a note, found "0g 67           # GroupId = \\"g\\""
            0001 67                | 0001  67               | x:9:7: expected two digits of 0-9 and a-f, one space between groups, or a note, found "  67           # GroupId = \\"g\\""
            0001 67                | 0001 6                 | x:9:8: expected two digits of 0-9 and a-f, one space between groups, or a note, found "6           # GroupId = \\"g\\""
            0001 67                | 0001 6F                | x:9:8: expected two digits of 0-9 and a-f, one space between groups, or a note, found "6F           # GroupId = \\"g\\""
            response: after another| response: before another | x:12:11: expected nothing, or "after" and an exchange, found "before another"
            response: after another| response: after all    | x:12:17: expected the name of a later exchange, found "all"
            response: after another| response: after an unknown member | x:12:17: expected the name of a later exchange, found "an unknown member"
            connection closed      | it was late            | x:23:14: expected what happened instead of a response, found "it was late"
            """)
    void anErrorSaysWhereWhatWasExpectedAndWhatWasFound(String good, String bad, String message) {
        String text = TEXT.replaceFirst(Pattern.quote(good), bad);
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(message);
    }

    @Test
    void theLastLineEndsToo() {
        String text = TEXT.substring(0, TEXT.length() - 1);
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text))
                .hasMessage("x:23:31: expected a line feed at the end of the last line, found the end");
    }

    @Test
    void aFrameNeedsAsManyBytesAsItsHeader() {
        String text = TEXT.substring(0, TEXT.indexOf("< 00000003")) + "< 0000 # cut\n";
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text))
                .hasMessage(
                        "x:14:1: expected at least 4 bytes in lines that begin with \"< \", found 2 and the end of the"
                                + " file");
    }

    @Test
    void moreExchangesThanTheLimitAreRefused() {
        String exchange = TEXT.substring(TEXT.indexOf("\nexchange: another"));
        StringBuilder text = new StringBuilder(TEXT);
        for (int i = 0; i < CaptureReader.MOST_EXCHANGES; i++) {
            text.append(exchange.replace("another", "another " + i));
        }
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text.toString()))
                .hasMessageContaining("expected at most 1000 exchanges, found another");
    }

    @Test
    void moreCharactersThanTheLimitAreRefused() {
        String text = "x".repeat(CaptureLines.MOST_CHARACTERS) + "\n";
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text))
                .hasMessage("x:1:1: expected at most 16777216 characters, found 16777217");
    }

    @Test
    void aLineLongerThanTheLimitIsRefused() {
        String text = TEXT.replace("an unknown member", "x".repeat(CaptureLines.LONGEST_LINE));
        assertThatThrownBy(() -> CaptureReader.read(PROVENANCE, "x", text))
                .hasMessage("x:5:4097: expected a line of at most 4096 characters, found 4106");
    }
}
