package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hides passwords and tokens from the journal: their bytes are replaced by as many asterisks. */
final class SecretFields {
    private static final int HEADER = 8;
    private static final byte HIDDEN = '*';
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "SaslAuthenticate", Set.of("AuthBytes"),
            "AlterUserScramCredentials", Set.of("SaltedPassword"),
            "CreateDelegationToken", Set.of("Hmac"),
            "RenewDelegationToken", Set.of("Hmac"),
            "ExpireDelegationToken", Set.of("Hmac"),
            "DescribeDelegationToken", Set.of("Hmac"));

    private SecretFields() {}

    /** Whether messages of an API have secrets. */
    static boolean has(@Nullable ApiSpec api) {
        return api != null && FIELDS.containsKey(api.name());
    }

    /** A request without its secrets; one that cannot be decoded keeps nothing but the beginning of its header. */
    static Bytes hiddenInRequest(@Nullable ApiSpec api, Bytes frame) {
        return api == null || !has(api) ? frame : hidden(api, Frames.attemptRequest(frame), frame, HEADER);
    }

    /** A response without its secrets. */
    static Bytes hiddenInResponse(@Nullable ApiSpec api, int version, Bytes frame) {
        return api == null || !has(api) || !api.versions().contains(version)
                ? frame
                : hidden(api, Frames.attemptResponse(api, version, frame), frame, Integer.BYTES);
    }

    /** As many asterisks as there are bytes. */
    static Bytes allHidden(Bytes bytes) {
        return hidden(bytes, 0);
    }

    private static Bytes hidden(ApiSpec api, DecodeAttempt attempt, Bytes frame, int readable) {
        if (!attempt.succeeded()) {
            return hidden(frame, Math.min(readable, frame.size()));
        }
        byte[] bytes = frame.toArray();
        Set<String> secret = FIELDS.getOrDefault(api.name(), Set.of());
        for (LayoutEntry entry : attempt.layout().entries()) {
            if (entry.role() == LayoutRole.VALUE
                    && entry.field() != null
                    && secret.contains(entry.field().name())) {
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
