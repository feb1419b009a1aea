package io.kspec.mock.security.sasl;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;

/** The keys of those who sign tokens. */
public interface VerificationKeys {
    /** The keys that are known now. */
    List<JsonWebKey> known();

    /** Is told that a token names a key that is not known. Returns at once; the key may be known later. */
    void missed();
}
