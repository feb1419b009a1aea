package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScramDialogueTest {
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    /** RFC 7677, section 3. */
    @Test
    void theExampleOfTheSpecificationIsPlayed() throws AuthenticationException {
        SaslDialogue dialogue = dialogue("user");

        assertThat(text(dialogue.first())).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(text(dialogue.next(bytes(SERVER_FIRST)).orElseThrow()))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(dialogue.next(bytes(SERVER_FINAL))).isEmpty();
    }

    @Test
    void aSecondConnectionComputesTheSameProof() throws AuthenticationException {
        ScramMechanism mechanism = new ScramMechanism(ScramHash.SHA_256, "user", new Secret("pencil"), () -> NONCE);

        assertThat(mechanism.begin().next(bytes(SERVER_FIRST)))
                .isEqualTo(mechanism.begin().next(bytes(SERVER_FIRST)));
    }

    @Test
    void aNameWithReservedCharactersIsEscaped() {
        assertThat(text(dialogue("a=b,c").first())).isEqualTo("n,,n=a=3Db=2Cc,r=" + NONCE);
    }

    @Test
    void noncesOfTwoConnectionsDiffer() throws AuthenticationException {
        ScramMechanism mechanism = new ScramMechanism(ScramHash.SHA_512, "user", new Secret("pencil"));

        assertThat(mechanism.begin().first()).isNotEqualTo(mechanism.begin().first());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "r=another,s=W22Z,i=4096 | expected a nonce that continues the client's, found another one",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22Z,i=4096 | expected a nonce that continues the client's, found another one",
                "s=W22Z,i=4096 | expected a nonce that continues the client's, found none",
                "r=rOprNGfwEbeRWgbNEkqOx,s=*,i=4096 | expected a salt in Base64, found other characters",
                "r=rOprNGfwEbeRWgbNEkqOx,i=4096 | expected a salt in Base64, found none",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=4095 | expected an iteration count from 4096 to 1000000, found 4095",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=2147483647 | expected an iteration count from 4096 to 1000000, found 2147483647",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22Z | expected an iteration count from 4096 to 1000000, found none",
                "e=unknown-user | expected no error, found unknown-user"
            })
    void aFirstMessageOfTheBrokerThatIsNotAllowedIsRefused(String message, String said) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> dialogue("user").next(bytes(message)))
                .withMessage("SCRAM message of the broker: " + said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4= | expected the signature of a broker that knows the password, found another one",
                "x=1 | expected the broker's signature in Base64, found none",
                "e=invalid-proof | expected no error, found invalid-proof"
            })
    void aBrokerThatDoesNotProveThatItKnowsThePasswordIsRefused(String message, String said) throws Exception {
        SaslDialogue dialogue = dialogue("user");
        assertThat(dialogue.next(bytes(SERVER_FIRST))).isPresent();

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> dialogue.next(bytes(message)))
                .withMessage("SCRAM message of the broker: " + said);
    }

    @Test
    void theMechanismShowsNoPassword() {
        assertThat(new ScramMechanism(ScramHash.SHA_512, "user", new Secret("pencil")))
                .hasToString("SCRAM-SHA-512 as user");
        assertThat(new PlainMechanism("user", new Secret("pencil")).toString()).doesNotContain("pencil");
    }

    private static SaslDialogue dialogue(String user) {
        return new ScramMechanism(ScramHash.SHA_256, user, new Secret("pencil"), () -> NONCE).begin();
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), UTF_8);
    }
}
