package io.kspec.golden.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.ScramLogin;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTokensTest {
    private static final String CAPTURED = "r=mineTheirs,s=WlpaWlpaWlo=,i=4096";
    private static final String ACTUAL = "r=mineOthers,s=WlpaWlpaWlo=,i=4096";

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }

    private static ScramLogin login(ScramHash hash, String password) {
        return new ScramLogin(hash, password, "n=kspec,r=mine");
    }

    @ParameterizedTest
    @EnumSource
    void aProofIsMadeAgainForTheNonceOfAnotherBroker(ScramHash hash) {
        ScramTokens tokens = new ScramTokens();
        for (String password : new String[] {ScramLogin.PASSWORD, ScramLogin.WRONG_PASSWORD}) {
            ScramLogin login = login(hash, password);
            tokens.learn(bytes(CAPTURED), bytes(ACTUAL));

            assertThat(tokens.adapted(login.first())).isEqualTo(login.first());
            assertThat(tokens.adapted(login.last(CAPTURED))).isEqualTo(login.last(ACTUAL));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProofOfAnUnknownPasswordOrNonceStaysAsItIs(ScramHash hash) {
        ScramTokens tokens = new ScramTokens();
        Bytes guess = login(hash, "another").last(CAPTURED);

        assertThat(tokens.adapted(guess)).isEqualTo(guess);
        tokens.learn(bytes(CAPTURED), bytes(ACTUAL));
        assertThat(tokens.adapted(login(hash, ScramLogin.PASSWORD).first())).isNotNull();
        assertThat(tokens.adapted(guess)).isEqualTo(guess);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r=mineTheirs,s=WlpaWlpaWlo=,i=4096 | r=a nonce,s=WlpaWlpaWlo=,i=4096",
                "v=Hmt79Lw= | v=a signature",
                "c=biws,r=mineTheirs,p=w+Iw= | c=biws,r=a nonce,p=a proof",
            })
    void onlyWhatNoBrokerRepeatsIsMasked(String token, String masked) {
        assertThat(ScramTokens.masked(bytes(token))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,,n=kspec,r=mine", "e=invalid-proof", "{\"status\":\"invalid_token\"}", ""})
    void otherTokensCountAsTheyAre(String token) {
        Bytes bytes = bytes(token);

        assertThat(ScramTokens.masked(bytes)).isEqualTo(bytes);
    }
}
