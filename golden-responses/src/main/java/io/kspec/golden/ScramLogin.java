package io.kspec.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client says in a login with SCRAM (RFC 5802) as the captures have it: its part of the nonce is known, so that only the
 * broker's part differs from one login to the next.
 */
public final class ScramLogin {
    /** The password of the user of the captures. */
    public static final String PASSWORD = "kspec-secret";

    /** The password of whoever guesses. */
    public static final String WRONG_PASSWORD = "wrong";

    private static final String NO_BINDING = "n,,";
    private static final Pattern CHALLENGE =
            Pattern.compile("r=(?<nonce>[^,]+),s=(?<salt>[^,]+),i=(?<iterations>\\d+)");

    private final ScramHash hash;
    private final String password;
    private final String bare;

    /**
     * A login that has not begun.
     *
     * @param bare the first message without its header: {@code n=user,r=nonce}
     */
    public ScramLogin(ScramHash hash, String password, String bare) {
        this.hash = hash;
        this.password = password;
        this.bare = bare;
    }

    /** The first message. */
    public Bytes first() {
        return bytes(NO_BINDING + bare);
    }

    /**
     * The last message, with the proof that the client knows the password.
     *
     * @param challenge the broker's first message
     * @throws IllegalArgumentException if it is none
     */
    public Bytes last(String challenge) {
        Matcher parts = CHALLENGE.matcher(challenge);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a challenge of SCRAM, found " + challenge);
        }
        byte[] salt = Base64.getDecoder().decode(parts.group("salt"));
        byte[] salted = hash.saltedPassword(password, salt, Integer.parseInt(parts.group("iterations")));
        String unproved =
                "c=" + Base64.getEncoder().encodeToString(NO_BINDING.getBytes(UTF_8)) + ",r=" + parts.group("nonce");
        byte[] clientKey = hash.clientKey(salted);
        byte[] proof =
                hash.signed(clientKey, hash.hash(clientKey), (bare + "," + challenge + "," + unproved).getBytes(UTF_8));
        return bytes(unproved + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
