package io.kspec.mock.security.sasl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Accepts tokens without a signature, as Kafka's {@code OAuthBearerUnsecuredValidatorCallbackHandler} does with its
 * defaults: the claim {@code sub} is the user, and {@code exp} is required.
 */
public final class UnsecuredTokens implements BearerTokens {
    private static final Invalid INVALID = new Invalid("invalid_token");
    private static final int PARTS = 3;

    /** Loaded with the first token, since most brokers see none. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }

    @Override
    public Verdict judge(String compact, long nowMs) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != PARTS || !parts[2].isEmpty()) {
            return INVALID;
        }
        JsonNode header = json(parts[0]);
        JsonNode claims = json(parts[1]);
        if (header == null || claims == null || !header.path("alg").asText().equals("none")) {
            return INVALID;
        }
        JsonNode user = claims.path("sub");
        JsonNode expiry = claims.path("exp");
        if (!user.isTextual() || user.asText().isBlank() || !expiry.isNumber()) {
            return INVALID;
        }
        long expiresMs = millis(expiry);
        JsonNode issued = claims.path("iat");
        boolean early = issued.isNumber() && (millis(issued) > nowMs || millis(issued) > expiresMs);
        boolean misfit = !issued.isMissingNode() && !issued.isNumber();
        return misfit || early || nowMs >= expiresMs ? INVALID : new Valid(user.asText(), expiresMs);
    }

    private static long millis(JsonNode seconds) {
        return Math.round(seconds.asDouble() * 1000);
    }

    private static @Nullable JsonNode json(String part) {
        try {
            JsonNode node = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
            return node != null && node.isObject() ? node : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
