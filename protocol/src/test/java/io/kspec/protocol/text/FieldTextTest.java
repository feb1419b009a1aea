package io.kspec.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.KafkaUuid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FieldTextTest {
    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void codesHaveTheirNames() {
        assertThat(FieldText.NOTE.value("Topics[0].ErrorCode", (short) 3)).isEqualTo("3 (UNKNOWN_TOPIC_OR_PARTITION)");
        assertThat(FieldText.FULL.value("Topics[0].ErrorCode", (short) 3)).isEqualTo("3 UNKNOWN_TOPIC_OR_PARTITION");
        assertThat(FieldText.NOTE.value("ErrorCode", (short) 0)).isEqualTo("0");
        assertThat(FieldText.FULL.value("ErrorCode", (short) 0)).isEqualTo("0 NONE");
        assertThat(FieldText.NOTE.value("ErrorCode", (short) 9999)).isEqualTo("9999");
        assertThat(FieldText.FULL.value("ErrorCode", (short) 9999)).isEqualTo("9999 (no error of Kafka)");
        assertThat(FieldText.NOTE.value("ApiKeys[0].ApiKey", (short) 8)).isEqualTo("8 (OffsetCommit)");
        assertThat(FieldText.FULL.value("ApiKeys[0].ApiKey", (short) 8)).isEqualTo("8 OffsetCommit");
    }

    @Test
    void onlyTheFullStyleShowsDates() {
        assertThat(FieldText.FULL.value("BaseTimestamp", 1_700_000_000_000L))
                .isEqualTo("1700000000000 2023-11-14T22:13:20Z");
        assertThat(FieldText.FULL.value("BaseTimestamp", 12L)).isEqualTo("12");
        assertThat(FieldText.NOTE.value("BaseTimestamp", 1_700_000_000_000L)).isEqualTo("1700000000000");
    }

    @Test
    void stringsCannotControlATerminal() {
        assertThat(FieldText.FULL.value("Name", "a\"\\\n\u001b[31m\u202eé"))
                .isEqualTo("\"a\\\"\\\\\\n\\u{1b}[31m\\u{202e}é\"");
        assertThat(FieldText.NOTE.value("Name", "a\"\\\n\u001bé")).isEqualTo("\"a\\\"\\\\\\u000a\\u001b\\u00e9\"");
    }

    @Test
    void onlyNotesCutLongStrings() {
        String text = "x".repeat(101);
        assertThat(FieldText.NOTE.value("Name", text)).isEqualTo('"' + "x".repeat(100) + "\"… 101 characters");
        assertThat(FieldText.FULL.value("Name", text)).isEqualTo('"' + text + '"');
    }

    @Test
    void bytesAreTextIfTheyAreReadable() {
        assertThat(FieldText.NOTE.content(utf8("key"))).isEqualTo("\"key\"");
        assertThat(FieldText.FULL.content(utf8("clé"))).isEqualTo("\"clé\"");
        assertThat(FieldText.NOTE.content(utf8("clé"))).isEqualTo("4 bytes");
        assertThat(FieldText.FULL.content(Bytes.copyOf((byte) 0xff))).isEqualTo("1 byte");
        assertThat(FieldText.FULL.content(utf8("a\tb"))).isEqualTo("3 bytes");
        assertThat(FieldText.FULL.content(null)).isEqualTo("null");
    }

    @Test
    void otherValuesAreWrittenAsTheyAre() {
        assertThat(FieldText.FULL.value("TopicId", KafkaUuid.ZERO)).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(FieldText.FULL.value("IsInternal", true)).isEqualTo("true");
        assertThat(FieldText.NOTE.value("Name", null)).isEqualTo("null");
        assertThat(FieldText.count(1)).isEqualTo("1 entry");
        assertThat(FieldText.count(0)).isEqualTo("0 entries");
        assertThat(FieldText.count(-1)).isEqualTo("null");
    }
}
