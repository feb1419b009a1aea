package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.scram.ScramHash;
import org.junit.jupiter.api.Test;

class ScramLoginTest {
    private static final ScramLogin LOGIN =
            new ScramLogin(ScramHash.SHA_256, "pencil", "n=user,r=rOprNGfwEbeRWgbNEkqO");

    /** The example of RFC 7677. */
    @Test
    void aLoginProvesThatItKnowsThePassword() {
        String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

        assertThat(new String(LOGIN.first().toArray(), UTF_8)).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(new String(
                        LOGIN.last("r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
                                .toArray(),
                        UTF_8))
                .isEqualTo("c=biws,r=" + nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    }

    @Test
    void whatIsNoChallengeIsRefused() {
        assertThatThrownBy(() -> LOGIN.last("e=other-error"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a challenge of SCRAM, found e=other-error");
    }
}
