package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SCRAM authentication: the client's first message, its proof, and the check of the broker's signature. */
final class ScramDialogue implements SaslDialogue {
    /** The GS2 header: no channel binding, no other identity. */
    private static final String NO_BINDING = "n,,";
    /** The least that RFC 7677 allows, which Kafka's client demands as well. */
    private static final int FEWEST_ITERATIONS = 4096;
    /** More would take longer than an answer may: Kafka's tools create at most 16,384. */
    private static final int MOST_ITERATIONS = 1_000_000;

    private final ScramHash hash;
    private final Secret password;
    private final String nonce;
    private final String firstBare;
    private final Salting salting;
    private byte @Nullable [] expectedSignature;

    /** Computes the salted password. */
    interface Salting {
        byte[] salted(Bytes salt, int iterations);
    }

    /**
     * A dialogue that has not begun.
     *
     * @param extensions what the first message ends with, such as {@code ,tokenauth=true}; or nothing
     */
    ScramDialogue(ScramHash hash, String user, Secret password, String nonce, String extensions, Salting salting) {
        this.hash = hash;
        this.password = password;
        this.nonce = nonce;
        this.firstBare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce + extensions;
        this.salting = salting;
    }

    @Override
    public Bytes first() {
        return Bytes.wrap((NO_BINDING + firstBare).getBytes(UTF_8));
    }

    @Override
    public Optional<Bytes> next(Bytes fromBroker) throws AuthenticationException {
        String message = new String(fromBroker.toArray(), UTF_8);
        Map<String, String> attributes = attributes(message);
        if (expectedSignature == null) {
            return Optional.of(proof(message, attributes));
        }
        verify(attributes);
        return Optional.empty();
    }

    @Override
    public String hideSecretsIn(String text) {
        return password.hideIn(text);
    }

    private Bytes proof(String serverFirst, Map<String, String> attributes) throws AuthenticationException {
        refuse(attributes);
        String together = attributes.getOrDefault("r", "");
        if (!together.startsWith(nonce) || together.length() == nonce.length()) {
            throw unexpected("a nonce that continues the client's", together.isEmpty() ? "none" : "another one");
        }
        Bytes salt = Bytes.wrap(decoded(attributes.getOrDefault("s", ""), "a salt in Base64"));
        byte[] salted = salting.salted(salt, iterations(attributes.getOrDefault("i", "")));
        String finalBare = "c=" + Base64.getEncoder().encodeToString(NO_BINDING.getBytes(UTF_8)) + ",r=" + together;
        byte[] authMessage = (firstBare + "," + serverFirst + "," + finalBare).getBytes(UTF_8);
        byte[] clientKey = hash.clientKey(salted);
        byte[] proof = hash.signed(clientKey, hash.hash(clientKey), authMessage);
        expectedSignature = hash.hmac(hash.serverKey(salted), authMessage);
        return Bytes.wrap((finalBare + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(UTF_8));
    }

    private static int iterations(String text) throws AuthenticationException {
        String expected = "an iteration count from " + FEWEST_ITERATIONS + " to " + MOST_ITERATIONS;
        try {
            int iterations = Integer.parseInt(text);
            if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
                throw unexpected(expected, text);
            }
            return iterations;
        } catch (NumberFormatException e) {
            throw unexpected(expected, text.isEmpty() ? "none" : text);
        }
    }

    private void verify(Map<String, String> attributes) throws AuthenticationException {
        refuse(attributes);
        byte[] signature = decoded(attributes.getOrDefault("v", ""), "the broker's signature in Base64");
        if (!MessageDigest.isEqual(signature, expectedSignature)) {
            throw unexpected("the signature of a broker that knows the password", "another one");
        }
    }

    private static void refuse(Map<String, String> attributes) throws AuthenticationException {
        String error = attributes.get("e");
        if (error != null) {
            throw unexpected("no error", error);
        }
    }

    private static byte[] decoded(String base64, String expected) throws AuthenticationException {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw unexpected(expected, "other characters");
        }
        throw unexpected(expected, "none");
    }

    private static Map<String, String> attributes(String message) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : message.split(",", -1)) {
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                attributes.putIfAbsent(attribute.substring(0, equals), attribute.substring(equals + 1));
            }
        }
        return attributes;
    }

    private static AuthenticationException unexpected(String expected, String found) {
        return new AuthenticationException("SCRAM message of the broker: expected " + expected + ", found " + found);
    }
}
