package io.kspec.mock.security.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.security.scram.ScramCredential;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The example of RFC 7677, and what departs from it. */
class ScramServerTest {
    private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final Bytes SALT = Bytes.wrap(Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));

    private final SaslServer server = new ScramServer(
            ScramHash.SHA_256,
            new ScramAccounts() {
                @Override
                public @Nullable Account ofUser(String user, ScramHash hash) {
                    return user.equals("user")
                            ? new Account(ScramCredential.ofPassword(hash, "pencil", SALT, 4096), SaslLogin.of("user"))
                            : null;
                }

                @Override
                public @Nullable Account ofToken(String tokenId, ScramHash hash) {
                    return null;
                }
            },
            "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

    private SaslStep take(String message) throws SaslRefusal {
        return server.take(Bytes.wrap(message.getBytes(UTF_8)), 0);
    }

    private static String text(SaslStep step) {
        return new String(step.token().toArray(), UTF_8);
    }

    @Test
    void theExampleOfTheRfcLogsIn() throws SaslRefusal {
        assertThat(text(take(FIRST))).isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");

        SaslStep last = take("c=biws,r=" + NONCE + ",p=" + PROOF);
        assertThat(text(last)).isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
        assertThat(last.login()).isEqualTo(new SaslLogin("User:user", SaslLogin.NEVER, false));
    }

    @Test
    void anotherProofNonceOrUserIsRefusedWithoutAReason() throws SaslRefusal {
        refused("n,,n=nobody,r=abc");
        refused("n,,n=user,r=abc,tokenauth=true");
        refused("nonsense");
        take(FIRST);
        refused("c=biws,r=" + NONCE + "x,p=" + PROOF);
        refused("c=biws,r=" + NONCE + ",p=" + PROOF.replace('d', 'e'));
        refused("c=biws,r=" + NONCE + ",p=AAAA");
    }

    private void refused(String message) {
        assertThatExceptionOfType(SaslRefusal.class)
                .isThrownBy(() -> take(message))
                .matches(refusal -> refusal.told() == null);
    }

    @Test
    void nobodyActsForAnother() {
        assertThatExceptionOfType(SaslRefusal.class)
                .isThrownBy(() -> take("n,a=root,n=user,r=abc"))
                .matches(refusal -> SaslServers.OTHER_IDENTITY.equals(refusal.told()));
    }
}
