package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Certificates and private keys in PEM (RFC 7468). */
final class Pem {
    private static final Pattern SECTION =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "DSA", "EdDSA");

    private Pem() {}

    /** All certificates of a text, in their order. */
    static List<Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (byte[] section : sections(text, CERTIFICATE)) {
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(section)));
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        return certificates;
    }

    /**
     * The only private key of a text, in PKCS #8.
     *
     * @param password the password of an encrypted key
     */
    static PrivateKey privateKey(String text, @Nullable Secret password) throws GeneralSecurityException {
        List<byte[]> plain = sections(text, KEY);
        List<byte[]> encrypted = sections(text, ENCRYPTED_KEY);
        if (plain.size() + encrypted.size() != 1) {
            throw new GeneralSecurityException(
                    text.contains("PRIVATE KEY-----") && plain.isEmpty() && encrypted.isEmpty()
                            ? "a key that is not in PKCS #8"
                            : plain.size() + encrypted.size() + " keys");
        }
        if (!plain.isEmpty()) {
            return key(new PKCS8EncodedKeySpec(plain.get(0)));
        }
        if (password == null) {
            throw new GeneralSecurityException("an encrypted key without ssl.key.password");
        }
        return key(decrypted(encrypted.get(0), password));
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] key, Secret password) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(key);
            // For PBES2, only the parameters tell the algorithms.
            String algorithm =
                    info.getAlgParameters() == null || !info.getAlgName().equals("PBES2")
                            ? info.getAlgName()
                            : info.getAlgParameters().toString();
            Key secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.chars()));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (IOException e) {
            throw new GeneralSecurityException("an encrypted key that cannot be read");
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("an encrypted key that ssl.key.password does not open");
        }
    }

    private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        GeneralSecurityException unreadable =
                new GeneralSecurityException("a key of another algorithm than " + String.join(", ", ALGORITHMS));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (GeneralSecurityException otherAlgorithm) {
                unreadable.addSuppressed(otherAlgorithm);
            }
        }
        throw unreadable;
    }

    private static List<byte[]> sections(String text, String label) throws GeneralSecurityException {
        List<byte[]> sections = new ArrayList<>();
        Matcher matcher = SECTION.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                try {
                    sections.add(Base64.getMimeDecoder().decode(matcher.group(2).getBytes(US_ASCII)));
                } catch (IllegalArgumentException e) {
                    throw new GeneralSecurityException("a " + label + " that is not in Base64");
                }
            }
        }
        return sections;
    }
}
