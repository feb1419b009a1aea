package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hides passwords and tokens from journals and recordings: their bytes are replaced by as many asterisks. */
public final class SecretFields {
    private static final int HEADER = 8;
    private static final byte HIDDEN = '*';
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "SaslAuthenticate", Set.of("AuthBytes"),
            "AlterUserScramCredentials", Set.of("SaltedPassword"),
            "CreateDelegationToken", Set.of("Hmac"),
            "RenewDelegationToken", Set.of("Hmac"),
            "ExpireDelegationToken", Set.of("Hmac"),
            "DescribeDelegationToken", Set.of("Hmac"));
    /** The APIs that set configurations; brokers never return the values of those that are secret. */
    private static final Set<String> CONFIGURING = Set.of("AlterConfigs", "IncrementalAlterConfigs");
    /** What the name of a configuration contains whose value is secret, such as ssl.key.password. */
    private static final Pattern SECRET_CONFIG = Pattern.compile("password|secret|jaas\\.config|keystore\\.key");

    private SecretFields() {}

    /** Whether messages of an API always have secrets. */
    public static boolean has(@Nullable ApiSpec api) {
        return api != null && FIELDS.containsKey(api.name());
    }

    private static boolean mayHave(@Nullable ApiSpec api) {
        return has(api) || (api != null && CONFIGURING.contains(api.name()));
    }

    /** A request without its secrets; one that cannot be decoded keeps nothing but the beginning of its header. */
    public static Bytes hiddenInRequest(@Nullable ApiSpec api, Bytes frame) {
        return api == null || !mayHave(api) ? frame : hidden(api, Frames.attemptRequest(frame), frame, HEADER);
    }

    /** A response without its secrets; one that cannot be decoded keeps nothing but its correlation id. */
    public static Bytes hiddenInResponse(@Nullable ApiSpec api, int version, Bytes frame) {
        if (api == null || !mayHave(api)) {
            return frame;
        }
        return api.versions().contains(version)
                ? hidden(api, Frames.attemptResponse(api, version, frame), frame, Integer.BYTES)
                : hidden(frame, Math.min(Integer.BYTES, frame.size()));
    }

    /** As many asterisks as there are bytes. */
    public static Bytes allHidden(Bytes bytes) {
        return hidden(bytes, 0);
    }

    private static Bytes hidden(ApiSpec api, DecodeAttempt attempt, Bytes frame, int readable) {
        if (!attempt.succeeded()) {
            return hidden(frame, Math.min(readable, frame.size()));
        }
        byte[] bytes = frame.toArray();
        Set<String> secret = FIELDS.getOrDefault(api.name(), Set.of());
        String config = "";
        for (LayoutEntry entry : attempt.layout().entries()) {
            if (entry.role() != LayoutRole.VALUE || entry.field() == null) {
                continue;
            }
            String name = entry.field().name();
            if (name.equals("Name")) {
                config = String.valueOf(entry.value());
            }
            boolean ofConfig = name.equals("Value")
                    && CONFIGURING.contains(api.name())
                    && SECRET_CONFIG.matcher(config).find();
            if (secret.contains(name) || ofConfig) {
                Arrays.fill(bytes, entry.start(), entry.end(), HIDDEN);
            }
        }
        return Bytes.wrap(bytes);
    }

    private static Bytes hidden(Bytes frame, int from) {
        byte[] bytes = frame.toArray();
        Arrays.fill(bytes, from, bytes.length, HIDDEN);
        return Bytes.wrap(bytes);
    }
}
