package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandConfigTest {
    private static final String PLAIN_LOGIN =
            """
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
              username="alice" password="s3cret;";
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("client.properties");
    }

    @Test
    void anEmptyFileIsPlaintext() throws IOException {
        assertThat(read("# nothing\n\n")).isEqualTo(new CommandConfig(SecuritySettings.NONE, List.of()));
    }

    @Test
    void plainCredentialsAreRead() throws IOException {
        CommandConfig config = read("security.protocol=SASL_PLAINTEXT\nsasl.mechanism = PLAIN\n" + PLAIN_LOGIN);

        SaslMechanism sasl = Objects.requireNonNull(config.security().client().sasl());
        assertThat(first(sasl)).isEqualTo("\0alice\0s3cret;");
        assertThat(config.security().client().tls()).isNull();
        assertThat(config.toString()).contains("alice").doesNotContain("s3cret");
    }

    @Test
    void aRoleOverridesWhatHoldsForAll() throws IOException {
        CommandConfig config = read("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + PLAIN_LOGIN
                + "admin." + PLAIN_LOGIN.replace("alice", "root")
                + "client.security.protocol=PLAINTEXT\nclient.id=me\nadmin.rack=1\n");

        assertThat(config.security().client()).isEqualTo(ListenerSecurity.NONE);
        assertThat(first(Objects.requireNonNull(config.security().admin().sasl())))
                .isEqualTo("\0root\0s3cret;");
        assertThat(config.security().asAdmin().client())
                .isEqualTo(config.security().admin());
        assertThat(config.ignored()).containsExactly("client.id", "admin.rack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramCredentialsAreRead(String mechanism) throws IOException {
        CommandConfig config = read("security.protocol=SASL_SSL\nsasl.mechanism=" + mechanism
                + "\nsasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username='alice' password='s3cret';");

        SaslMechanism sasl = Objects.requireNonNull(config.security().client().sasl());
        assertThat(sasl.name()).isEqualTo(mechanism);
        assertThat(first(sasl)).startsWith("n,,n=alice,r=");
        assertThat(config.security().client().tls()).isNotNull();
    }

    @Test
    void anUnsecuredTokenIsMade() throws Exception {
        CommandConfig config = read("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=OAUTHBEARER\n"
                + "sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                + " unsecuredLoginStringClaim_sub=\"alice\" unsecuredLoginNumberClaim_n=\"2\""
                + " unsecuredLoginListClaim_scope=\",a,b\" unsecuredLoginExtension_traceId=\"7\";");

        String first = first(Objects.requireNonNull(config.security().client().sasl()));
        assertThat(first).startsWith("n,,\u0001auth=Bearer ").endsWith("\u0001traceId=7\u0001\u0001");
        String claims = first.split("\\.")[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
                .contains("\"sub\":\"alice\"", "\"n\":2.0", "\"scope\":[\"a\",\"b\"]", "\"iat\":", "\"exp\":");
    }

    @Test
    void aTokenIsTakenFromAFile() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "abc");
        CommandConfig config = read("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=OAUTHBEARER\n"
                + "sasl.oauthbearer.token.endpoint.url=" + token.toUri());

        assertThat(first(Objects.requireNonNull(config.security().client().sasl())))
                .isEqualTo("n,,\u0001auth=Bearer abc\u0001\u0001");
    }

    @Test
    void unknownPropertiesAreNamedOnce() throws IOException {
        CommandConfig config = read("bootstrap.servers=x:1\nacks=all\nacks=1\nsasl.mechansim=PLAIN\n");

        assertThat(config.ignored()).containsExactly("bootstrap.servers", "acks", "sasl.mechansim");
        assertThat(CommandConfig.names()).contains("sasl.mechanism", "security.protocol", "ssl.key.password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "security.protocol=TLS | :1: security.protocol: expected one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL, found TLS",
                "\\n#\\nadmin.security.protocol=ssl | :3: admin.security.protocol: expected one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL, found ssl",
                "security.protocol=SASL_SSL | : expected sasl.mechanism, because security.protocol asks for SASL, and kspec does not speak GSSAPI, found none",
                "security.protocol=SASL_SSL\\nsasl.mechanism=GSSAPI | :2: sasl.mechanism: expected one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER, found GSSAPI",
                "security.protocol=SASL_SSL\\nsasl.mechanism=PLAIN | : expected sasl.jaas.config, because sasl.mechanism is PLAIN, found none",
                "security.protocol=SSL\\nssl.enabled.protocols=TLSv1.2,SSLv9 | :2: ssl.enabled.protocols: expected some of ",
                "security.protocol=SSL\\nssl.endpoint.identification.algorithm=LDAPS | :2: ssl.endpoint.identification.algorithm: expected https, or nothing to switch it off, found LDAPS",
                "security.protocol=SSL\\nssl.truststore.type=BKS | :2: ssl.truststore.type: expected one of JKS, PKCS12, PEM, found BKS",
                "security.protocol=SSL\\nssl.truststore.certificates=x | :2: ssl.truststore.certificates: expected ssl.truststore.type=PEM with it, found ssl.truststore.type=JKS",
                "security.protocol=SSL\\nssl.truststore.type=PEM\\nssl.truststore.certificates=x | :3: ssl.truststore.certificates: expected certificates in PEM, found none that can be read",
                "security.protocol=SSL\\nssl.truststore.location=/no/such.jks | :2: ssl.truststore.location: expected a file of type JKS, found /no/such.jks, which does not exist",
                "security.protocol=SSL\\nssl.keystore.type=PEM\\nssl.keystore.key=s3cret | : expected ssl.keystore.certificate.chain, because the private key is given, found none",
                "sasl.mechanism=\\\\u00zz | :1: expected name=value, found a broken \\\\u escape"
            })
    void whatCannotBeIsSaidWithFileAndLine(String text, String said) throws IOException {
        String content = text.replace("\\n", "\n").replace("\\\\", "\\");
        Files.writeString(file, content);

        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessageStartingWith(file + said.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3cret | no flag such as required after the login module",
                "`` | no login module at its beginning",
                "a.B required user=\"s3cret\" | no ; at its end",
                "a.B required user=; | no value in quotes for the option user",
                "a.B required \"x\"s3cret; | no value in quotes for the option x",
                "a.B required; c.D required; | more than one login module"
            })
    void aBrokenLoginIsSaidWithoutItsSecrets(String jaas, String found) throws IOException {
        Files.writeString(file, "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + jaas);

        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessage(file + ":3: sasl.jaas.config: expected"
                        + " org.apache.kafka.common.security.plain.PlainLoginModule required name=\"value\" ...;, found "
                        + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PLAIN | scram.ScramLoginModule required username=\"a\" password=\"s3cret\"; | org.apache.kafka.common.security.plain.PlainLoginModule for PLAIN, found another login module",
                "PLAIN | plain.PlainLoginModule required password=\"s3cret\"; | the option username, found none",
                "SCRAM-SHA-256 | scram.ScramLoginModule required username=\"s3cret\"; | the option password, found none",
                "SCRAM-SHA-256 | scram.ScramLoginModule required username=\"s3cret\" password=\"s3cret\" tokenauth=true; | a user and a password, found tokenauth, which kspec does not support",
                "OAUTHBEARER | oauthbearer.OAuthBearerLoginModule required; | the option unsecuredLoginStringClaim_sub, or sasl.oauthbearer.token.endpoint.url, found neither",
                "OAUTHBEARER | oauthbearer.OAuthBearerLoginModule required unsecuredLoginLifetimeSeconds=\"s3cret\" unsecuredLoginStringClaim_sub=\"a\"; | a whole number as unsecuredLoginLifetimeSeconds, found something else"
            })
    void aLoginThatDoesNotFitItsMechanismIsSaidWithoutItsSecrets(String mechanism, String jaas, String said)
            throws IOException {
        Files.writeString(
                file,
                "security.protocol=SASL_SSL\nsasl.mechanism=" + mechanism
                        + "\nsasl.jaas.config=org.apache.kafka.common.security." + jaas);

        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessage(file + ":3: sasl.jaas.config: expected " + said);
    }

    @Test
    void aTokenFromAServerIsRefused() throws IOException {
        Files.writeString(
                file,
                "security.protocol=SASL_SSL\nsasl.mechanism=OAUTHBEARER\n"
                        + "sasl.oauthbearer.token.endpoint.url=https://example.org/token");

        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessageEndingWith("expected file:///PATH, because kspec reads tokens from files only, found"
                        + " https://example.org/token");
    }

    @ParameterizedTest
    @CsvSource({
        "server.p12, PKCS12, wrong, expected a file of type PKCS12 that ssl.keystore.password opens",
        "trust.jks, JKS, wrong, expected a file of type JKS that ssl.keystore.password opens",
        "ca.pem, PKCS12, x, expected a file of type PKCS12"
    })
    void aKeyStoreThatDoesNotOpenIsSaidWithoutThePassword(String name, String type, String password, String said)
            throws IOException {
        Path store = TestKeys.copy(name, folder);
        Files.writeString(
                file,
                "security.protocol=SSL\nssl.keystore.type=" + type + "\nssl.keystore.password=" + password
                        + "\nssl.keystore.location=" + store);

        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessageStartingWith(file + ":4: ssl.keystore.location: " + said + ", found " + store)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("wrong"));
    }

    @Test
    void anEncryptedKeyNeedsItsPassword() throws IOException {
        String text = "security.protocol=SSL\nssl.keystore.type=PEM\nssl.keystore.certificate.chain="
                + oneLine("client-chain.pem") + "\nssl.keystore.key=" + oneLine("client-key-encrypted.pem");
        assertThat(read(text + "\nssl.key.password=" + TestKeys.KEY_PASSWORD)
                        .security()
                        .client()
                        .tls())
                .isNotNull();

        Files.writeString(file, text);
        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessageEndingWith("found an encrypted key without ssl.key.password");
        Files.writeString(file, text + "\nssl.key.password=s3cret");
        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessageEndingWith("found an encrypted key that ssl.key.password does not open");
    }

    @Test
    void aMissingFileIsSaid() {
        assertThatExceptionOfType(CommandConfigException.class)
                .isThrownBy(() -> CommandConfig.read(file))
                .withMessage(file + ": expected a file of client properties, found none that can be read");
    }

    private CommandConfig read(String content) throws IOException {
        return CommandConfig.read(Files.writeString(file, content));
    }

    private static String oneLine(String pem) {
        return TestKeys.text(pem).replace("\n", "\\n");
    }

    private static String first(SaslMechanism mechanism) {
        try {
            Bytes first = mechanism.begin().first();
            return new String(first.toArray(), UTF_8);
        } catch (AuthenticationException e) {
            throw new AssertionError(e);
        }
    }
}
