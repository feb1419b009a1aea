package io.kspec.mock.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificate of a listener, and which certificates of clients it trusts, by Kafka's configurations {@code ssl.*}. */
public final class TlsIdentity {
    private static final String PEM = "PEM";
    private static final String KEYSTORE = "ssl.keystore";
    private static final String TRUSTSTORE = "ssl.truststore";
    private static final String CLIENT_AUTH = "ssl.client.auth";

    private final SslContext context;

    private TlsIdentity(SslContext context) {
        this.context = context;
    }

    /**
     * Reads keys and certificates.
     *
     * @param properties configurations of the listener, without its prefix
     * @throws IllegalArgumentException if one of them cannot be used; the message names it, and no secret
     */
    public static TlsIdentity of(Map<String, String> properties) {
        return new Reader(properties).read();
    }

    SslHandler handler(ByteBufAllocator allocator) {
        return context.newHandler(allocator);
    }

    private record Reader(Map<String, String> properties) {
        TlsIdentity read() {
            SslContextBuilder builder = withKey().sslProvider(SslProvider.JDK);
            trust(builder);
            String auth = properties.getOrDefault(CLIENT_AUTH, "none").strip().toLowerCase(Locale.ROOT);
            builder.clientAuth(
                    switch (auth) {
                        case "none" -> ClientAuth.NONE;
                        case "requested" -> ClientAuth.OPTIONAL;
                        case "required" -> ClientAuth.REQUIRE;
                        default -> throw wrong(CLIENT_AUTH, "none, requested or required", auth);
                    });
            String protocols = properties.getOrDefault("ssl.enabled.protocols", "TLSv1.2,TLSv1.3");
            if (!protocols.isBlank()) {
                builder.protocols(list(protocols));
            }
            String ciphers = properties.getOrDefault("ssl.cipher.suites", "");
            if (!ciphers.isBlank()) {
                builder.ciphers(list(ciphers));
            }
            try {
                return new TlsIdentity(builder.build());
            } catch (IOException | IllegalArgumentException e) {
                throw wrong(KEYSTORE, "keys and protocols that the JDK can use", String.valueOf(e.getMessage()));
            }
        }

        private SslContextBuilder withKey() {
            String key = properties.get(KEYSTORE + ".key");
            String chain = properties.get(KEYSTORE + ".certificate.chain");
            if (key != null && chain != null) {
                return withPem(key, chain, KEYSTORE + ".key");
            }
            String location = properties.get(KEYSTORE + ".location");
            if (location == null) {
                throw wrong(KEYSTORE + ".location", "a key store, because the listener speaks TLS", "none");
            }
            if (type(KEYSTORE).equals(PEM)) {
                String text = text(KEYSTORE + ".location", location);
                return withPem(text, text, KEYSTORE + ".location");
            }
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                String password = properties.getOrDefault("ssl.key.password", properties.get(KEYSTORE + ".password"));
                keys.init(store(KEYSTORE, location), password == null ? new char[0] : password.toCharArray());
                return SslContextBuilder.forServer(keys);
            } catch (GeneralSecurityException e) {
                throw wrong(KEYSTORE + ".location", "a key that ssl.key.password opens", "one that it does not open");
            }
        }

        private SslContextBuilder withPem(String key, String chain, String name) {
            try {
                return SslContextBuilder.forServer(stream(chain), stream(key), properties.get("ssl.key.password"));
            } catch (IllegalArgumentException e) {
                throw wrong(name, "a private key (PKCS #8) and a certificate chain in PEM", "none that can be read");
            }
        }

        private void trust(SslContextBuilder builder) {
            String certificates = properties.get(TRUSTSTORE + ".certificates");
            String location = properties.get(TRUSTSTORE + ".location");
            if (certificates != null) {
                trustPem(builder, certificates, TRUSTSTORE + ".certificates");
            } else if (location != null && type(TRUSTSTORE).equals(PEM)) {
                trustPem(builder, text(TRUSTSTORE + ".location", location), TRUSTSTORE + ".location");
            } else if (location != null) {
                try {
                    TrustManagerFactory trusted =
                            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                    trusted.init(store(TRUSTSTORE, location));
                    builder.trustManager(trusted);
                } catch (GeneralSecurityException e) {
                    throw wrong(TRUSTSTORE + ".location", "trusted certificates", "none that can be read");
                }
            }
        }

        private static void trustPem(SslContextBuilder builder, String text, String name) {
            try {
                builder.trustManager(stream(text));
            } catch (IllegalArgumentException e) {
                throw wrong(name, "certificates in PEM", "none that can be read");
            }
        }

        private KeyStore store(String prefix, String location) throws GeneralSecurityException {
            String name = prefix + ".location";
            String type = type(prefix);
            String password = properties.get(prefix + ".password");
            try (InputStream in = Files.newInputStream(Path.of(location))) {
                KeyStore store = KeyStore.getInstance(type);
                store.load(in, password == null ? null : password.toCharArray());
                return store;
            } catch (IOException e) {
                throw wrong(
                        name,
                        "a file of type " + type + " that " + prefix + ".password opens",
                        location + ", which cannot be read as such");
            }
        }

        private String type(String prefix) {
            return properties.getOrDefault(prefix + ".type", "JKS").strip().toUpperCase(Locale.ROOT);
        }

        private static String text(String name, String location) {
            try {
                return Files.readString(Path.of(location));
            } catch (IOException e) {
                throw wrong(name, "a file in PEM", location + ", which cannot be read");
            }
        }

        private static InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        }

        private static List<String> list(String text) {
            return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        }

        private static IllegalArgumentException wrong(String name, String expected, @Nullable String found) {
            return new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
        }
    }
}
