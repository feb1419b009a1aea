package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anUnsecuredTokenHasItsClaimsAndNoSignature() {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_000));
        String token = new UnsecuredToken(Map.of("sub", UnsecuredToken.json("a\"b")), 60, clock)
                .get()
                .reveal();

        String[] parts = token.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"none\"}");
        assertThat(decoded(parts[1])).isEqualTo("{\"exp\":1060.0,\"iat\":1000.0,\"sub\":\"a\\\"b\"}");
        assertThat(parts[2]).isEmpty();
    }

    @Test
    void theTokenIsSentWithItsExtensions() throws Exception {
        SaslDialogue dialogue =
                new OAuthBearerMechanism(() -> new Secret("t0ken"), Map.of("traceId", "7", "a", "b")).begin();

        assertThat(new String(dialogue.first().toArray(), UTF_8))
                .isEqualTo("n,,\u0001auth=Bearer t0ken\u0001a=b\u0001traceId=7\u0001\u0001");
        assertThat(dialogue.next(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void aRefusalIsAcknowledgedOnce() throws Exception {
        SaslDialogue dialogue = new OAuthBearerMechanism(() -> new Secret("t0ken"), Map.of()).begin();
        Bytes refusal = Bytes.wrap("{\"status\":\"invalid_token\"}".getBytes(UTF_8));

        assertThat(dialogue.next(refusal)).contains(Bytes.copyOf((byte) 1));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> dialogue.next(refusal))
                .withMessage("OAUTHBEARER: expected an error after the token was refused, found more tokens");
    }

    @Test
    void aTokenInAFileIsReadForEachConnection() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), " abc.def.ghi\n");
        FileToken token = new FileToken(file);

        assertThat(token.get().reveal()).isEqualTo("abc.def.ghi");
        Files.writeString(file, "jkl");
        assertThat(token.get().reveal()).isEqualTo("jkl");
    }

    @Test
    void aFileWithoutATokenIsSaidWithoutItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "two tokens");

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> new FileToken(file).get())
                .withMessage(file + ": expected one bearer token, found characters that no token has");
        Files.writeString(file, "");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> new FileToken(file).get())
                .withMessage(file + ": expected one bearer token, found nothing");
        Files.delete(file);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> new FileToken(file).get())
                .withMessage(file + ": expected a file with a bearer token, found none that can be read");
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }
}
