package io.kspec.stage.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A token without a signature (RFC 7515, appendix A.5), as Kafka's OAuthBearerUnsecuredLoginCallbackHandler makes it for
 * tests. Each connection gets a new one.
 */
final class UnsecuredToken implements OAuthBearerMechanism.BearerToken {
    private final Map<String, String> claims;
    private final long lifetimeSeconds;
    private final InstantSource clock;

    /**
     * A token with claims.
     *
     * @param claims values in JSON, by name
     */
    UnsecuredToken(Map<String, String> claims, long lifetimeSeconds, InstantSource clock) {
        this.claims = new TreeMap<>(claims);
        this.lifetimeSeconds = lifetimeSeconds;
        this.clock = clock;
    }

    @Override
    public Secret get() {
        double now = clock.millis() / 1000.0;
        Map<String, String> all = new TreeMap<>(claims);
        all.putIfAbsent("iat", String.valueOf(now));
        all.putIfAbsent("exp", String.valueOf(now + lifetimeSeconds));
        String body = all.entrySet().stream()
                .map(claim -> json(claim.getKey()) + ":" + claim.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return new Secret(encoded("{\"alg\":\"none\"}") + "." + encoded(body) + ".");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** A text as JSON. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ') {
                json.append(String.format("\\u%04x", (int) each));
            } else {
                json.append(each == '"' || each == '\\' ? "\\" : "").append(each);
            }
        }
        return json.append('"').toString();
    }
}
