package io.kspec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.yaml.YamlNode.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are those of YAML 1.2.2, section 10.3.2. */
class CoreSchemaTest {
    private static Scalar plain(String text) {
        return new Scalar(FilePosition.START, text, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "Null", "NULL", "~", ""})
    void nullHasFiveForms(String text) {
        assertThat(plain(text).value()).isNull();
        assertThat(plain(text).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "True,true", "TRUE,true", "false,false", "False,false", "FALSE,false"})
    void booleansHaveSixForms(String text, boolean value) {
        assertThat(plain(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-7,-7",
        "+12,12",
        "0777,777",
        "0o17,15",
        "0x1F,31",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808"
    })
    void wholeNumbersAreLongs(String text, long value) {
        assertThat(plain(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5,1.5",
        "-.5,-0.5",
        "1.,1",
        "1e3,1000",
        "6.02E+2,602",
        "9223372036854775808,9223372036854775808",
        "0x10000000000000000,18446744073709551616",
        ".inf,Infinity",
        "-.INF,-Infinity",
        "+.Inf,Infinity",
        ".nan,NaN"
    })
    void otherNumbersAreDoubles(String text, double value) {
        assertThat(plain(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes", "Yes", "no", "on", "off", "y", "n", "tRUE", "nULL", "1:30", "190:20:30", "1_000", "0b101", "-0x1F",
                "0o8", "2026-11-28", "1e", ".", "+", "inf", "NaN", "<<", "="
            })
    void everythingElseIsText(String text) {
        assertThat(plain(text).value()).isEqualTo(text);
        assertThat(plain(text).isNull()).isFalse();
    }

    @Test
    void quotedScalarsAreText() {
        assertThat(new Scalar(FilePosition.START, "true", false).value()).isEqualTo("true");
        assertThat(new Scalar(FilePosition.START, "", false).isNull()).isFalse();
    }
}
