package io.kspec.stage.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void namesAndAddressesAreRead() {
        assertThat(Target.parse("broker:9092")).isEqualTo(new Target("broker", 9092));
        assertThat(Target.parse("[::1]:9092")).isEqualTo(new Target("::1", 9092));
        assertThat(Target.parse("[::1]:9092")).hasToString("[::1]:9092");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", ":9092", "broker:", "broker:0", "broker:65536", "broker:kafka", "::1:9092"})
    void whatIsNoTargetIsSaidSo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(text))
                .withMessage("expected host:port with a port from 1 to 65535, found " + text);
    }
}
