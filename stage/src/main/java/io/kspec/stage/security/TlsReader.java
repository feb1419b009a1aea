package io.kspec.stage.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the {@code ssl.} properties of a role. */
final class TlsReader {
    static final List<String> NAMES = List.of(
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type",
            "ssl.truststore.certificates",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.keystore.key",
            "ssl.keystore.certificate.chain",
            "ssl.key.password",
            "ssl.endpoint.identification.algorithm",
            "ssl.enabled.protocols",
            "ssl.cipher.suites");

    private static final List<String> TYPES = List.of("JKS", "PKCS12", "PEM");
    private static final String PEM = "PEM";
    private static final String IDENTIFICATION = "ssl.endpoint.identification.algorithm";
    private static final String ALIAS = "kafka";

    private final RoleProperties properties;

    TlsReader(RoleProperties properties) {
        this.properties = properties;
    }

    TlsSettings read() {
        String identification = properties.text(IDENTIFICATION, "https");
        if (!identification.isEmpty() && !identification.equalsIgnoreCase("https")) {
            throw properties.wrong(IDENTIFICATION, "https, or nothing to switch it off", identification);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return new TlsSettings(
                    context,
                    known(
                            "ssl.enabled.protocols",
                            TlsSettings.DEFAULT_PROTOCOLS,
                            context.getSupportedSSLParameters().getProtocols()),
                    known(
                            "ssl.cipher.suites",
                            List.of(),
                            context.getSupportedSSLParameters().getCipherSuites()),
                    !identification.isEmpty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Reads how to speak TLS as a server, which needs a key and its certificate. */
    TlsSettings readListener() {
        if (properties.find("ssl.keystore.key") == null && properties.find("ssl.keystore.location") == null) {
            Secret unused = properties.require("ssl.keystore.location", "because clients want to see a certificate");
        }
        return read();
    }

    private List<String> known(String name, List<String> otherwise, String[] supported) {
        List<String> values = List.of(
                        properties.text(name, String.join(",", otherwise)).split(","))
                .stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        for (String value : values) {
            if (!Arrays.asList(supported).contains(value)) {
                throw properties.wrong(name, "some of " + String.join(", ", supported), value);
            }
        }
        return values;
    }

    /** Null for the JDK's own certificate authorities. */
    private TrustManager @Nullable [] trust() throws GeneralSecurityException {
        Secret certificates = properties.secret("ssl.truststore.certificates");
        String location = properties.find("ssl.truststore.location");
        String type = type("truststore", certificates != null ? "ssl.truststore.certificates" : null);
        if (certificates == null && location == null) {
            return null;
        }
        KeyStore store;
        if (certificates != null) {
            store = trusting("ssl.truststore.certificates", certificates.reveal());
        } else if (type.equals(PEM)) {
            store = trusting("ssl.truststore.location", text("ssl.truststore.location"));
        } else {
            store = load("ssl.truststore", type);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyStore trusting(String name, String pem) {
        try {
            KeyStore store = empty();
            for (Certificate certificate : Pem.certificates(pem)) {
                store.setCertificateEntry(ALIAS + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw properties.wrong(name, "certificates in PEM", "none that can be read");
        }
    }

    /** Null if the client shows no certificate. */
    private KeyManager @Nullable [] keys() throws GeneralSecurityException {
        Secret key = properties.secret("ssl.keystore.key");
        Secret chain = properties.secret("ssl.keystore.certificate.chain");
        String location = properties.find("ssl.keystore.location");
        String inline = key != null ? "ssl.keystore.key" : chain != null ? "ssl.keystore.certificate.chain" : null;
        String type = type("keystore", inline);
        if (inline != null) {
            Secret present = properties.require("ssl.keystore.key", "because the certificate chain is given");
            String certificates = properties
                    .require("ssl.keystore.certificate.chain", "because the private key is given")
                    .reveal();
            return showing("ssl.keystore.key", present.reveal(), "ssl.keystore.certificate.chain", certificates);
        }
        if (location == null) {
            return null;
        }
        if (type.equals(PEM)) {
            String text = text("ssl.keystore.location");
            return showing("ssl.keystore.location", text, "ssl.keystore.location", text);
        }
        Secret password = properties.secret("ssl.key.password");
        return managers(
                load("ssl.keystore", type),
                password != null ? password : properties.secret("ssl.keystore.password"),
                "ssl.keystore.location");
    }

    private KeyManager[] showing(String keyName, String keyText, String chainName, String chainText)
            throws GeneralSecurityException {
        Certificate[] chain;
        try {
            chain = Pem.certificates(chainText).toArray(Certificate[]::new);
        } catch (GeneralSecurityException e) {
            throw properties.wrong(chainName, "a certificate chain in PEM", "none that can be read");
        }
        KeyStore store = empty();
        try {
            store.setKeyEntry(
                    ALIAS, Pem.privateKey(keyText, properties.secret("ssl.key.password")), new char[0], chain);
        } catch (GeneralSecurityException e) {
            throw properties.wrong(keyName, "one private key in PEM and PKCS #8", String.valueOf(e.getMessage()));
        }
        return managers(store, new Secret(""), keyName);
    }

    private KeyManager[] managers(KeyStore store, @Nullable Secret password, String name)
            throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(store, password == null ? new char[0] : password.chars());
        } catch (UnrecoverableKeyException e) {
            throw properties.wrong(name, "a key that ssl.key.password opens", "one that it does not open");
        }
        return factory.getKeyManagers();
    }

    /** The type of a store; PEM must be said where a property holds PEM itself, as Kafka's client demands. */
    private String type(String store, @Nullable String inline) {
        String name = "ssl." + store + ".type";
        String given = properties.text(name, "JKS");
        String type = given.toUpperCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw properties.wrong(name, "one of " + String.join(", ", TYPES), given);
        }
        if (inline != null && !type.equals(PEM)) {
            throw properties.wrong(inline, name + "=PEM with it", name + "=" + given);
        }
        return type;
    }

    private String text(String locationName) {
        Path file = Path.of(properties.text(locationName, ""));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw properties.wrong(locationName, "a file in PEM", file + ", which cannot be read");
        }
    }

    private KeyStore load(String prefix, String type) {
        String name = prefix + ".location";
        Path file = Path.of(Objects.requireNonNull(properties.find(name)));
        Secret password = properties.secret(prefix + ".password");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(in, password == null ? null : password.chars());
            return store;
        } catch (NoSuchFileException e) {
            throw properties.wrong(name, "a file of type " + type, file + ", which does not exist");
        } catch (IOException e) {
            boolean locked = e.getCause() instanceof UnrecoverableKeyException;
            throw properties.wrong(
                    name,
                    "a file of type " + type + (locked ? " that " + prefix + ".password opens" : ""),
                    file + ", which " + (locked ? "it does not open" : "cannot be read as such"));
        } catch (GeneralSecurityException e) {
            throw properties.wrong(name, "a file of type " + type, file + ", which cannot be read as such");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store is read from nowhere", e);
        }
    }
}
