package io.kspec.stage.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The keys and certificates among the resources of these tests; see README.md there. */
public final class TestKeys {
    public static final String PASSWORD = "kspec-store";
    public static final String KEY_PASSWORD = "kspec-key";

    private TestKeys() {}

    /** Copies a file, such as {@code server.p12}, into a folder. */
    public static Path copy(String name, Path folder) {
        try (InputStream content = open(name)) {
            Path file = folder.resolve(name);
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file in PEM. */
    public static String text(String name) {
        try (InputStream content = open(name)) {
            return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's end of TLS, with a key such as {@code server.p12}; it trusts clients whose certificate is signed. */
    public static SSLContext serverWith(String key) {
        try (InputStream own = open(key);
                InputStream trusted = open("trust.jks")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(own, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            KeyStore trust = KeyStore.getInstance("JKS");
            trust.load(trusted, PASSWORD.toCharArray());
            TrustManagerFactory authorities =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            authorities.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), authorities.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(key, e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(TestKeys.class.getResourceAsStream(name), name);
    }
}
