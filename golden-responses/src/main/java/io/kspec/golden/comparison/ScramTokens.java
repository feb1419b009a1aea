package io.kspec.golden.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.golden.ScramLogin;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no broker repeats in the tokens of SCRAM logins: its part of the nonce, and the proof and signature that follow from it. A
 * proof for the captured nonce is made again for another broker's.
 */
final class ScramTokens {
    private static final Pattern FIRST = Pattern.compile("n,,(?<bare>n=[^,]+,r=(?<nonce>[^,]+))");
    private static final Pattern CHALLENGE = Pattern.compile("r=(?<nonce>[^,]+),(?<rest>s=[^,]+,i=\\d+)");
    private static final Pattern LAST =
            Pattern.compile("(?<binding>c=[^,]+),r=(?<nonce>[^,]+),p=(?<proof>[A-Za-z0-9+/=]+)");
    private static final Pattern SIGNATURE = Pattern.compile("v=[A-Za-z0-9+/=]+");

    /** The first messages of clients without their headers, by the client's part of the nonce. */
    private final Map<String, String> begun = new HashMap<>();
    /** The captured challenges by their nonces, and those that the broker gave instead. */
    private final Map<String, String> captured = new HashMap<>();

    private final Map<String, String> actual = new HashMap<>();

    /** Learns from two challenges to the same first message. */
    void learn(Bytes capturedToken, Bytes actualToken) {
        Matcher before = CHALLENGE.matcher(text(capturedToken));
        if (before.matches() && CHALLENGE.matcher(text(actualToken)).matches()) {
            captured.put(before.group("nonce"), text(capturedToken));
            actual.put(before.group("nonce"), text(actualToken));
        }
    }

    /** The token of a client for the challenges that the broker gave. */
    Bytes adapted(Bytes token) {
        Matcher first = FIRST.matcher(text(token));
        if (first.matches()) {
            begun.put(first.group("nonce"), first.group("bare"));
            return token;
        }
        Matcher last = LAST.matcher(text(token));
        String challenge = last.matches() ? actual.get(last.group("nonce")) : null;
        return challenge == null ? token : adapted(last, token, challenge);
    }

    private Bytes adapted(Matcher last, Bytes token, String challenge) {
        String before = captured.getOrDefault(last.group("nonce"), "");
        return Stream.of(ScramLogin.PASSWORD, ScramLogin.WRONG_PASSWORD)
                .map(password -> login(last, password))
                .filter(login -> login.last(before).equals(token))
                .findFirst()
                .map(login -> login.last(challenge))
                .orElse(token);
    }

    /** The login of which a message is the last one, if it was made with a password. */
    private ScramLogin login(Matcher last, String password) {
        int size = Base64.getDecoder().decode(last.group("proof")).length;
        ScramHash hash = Arrays.stream(ScramHash.values())
                .filter(each -> each.hash(new byte[0]).length == size)
                .findFirst()
                .orElse(ScramHash.SHA_256);
        String bare = begun.entrySet().stream()
                .filter(each -> last.group("nonce").startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return new ScramLogin(hash, password, bare);
    }

    /** A token without what no broker repeats; itself if it is none of SCRAM. */
    static Object masked(Bytes token) {
        String text = text(token);
        Matcher challenge = CHALLENGE.matcher(text);
        if (challenge.matches()) {
            return "r=a nonce," + challenge.group("rest");
        }
        Matcher last = LAST.matcher(text);
        if (last.matches()) {
            return last.group("binding") + ",r=a nonce,p=a proof";
        }
        return SIGNATURE.matcher(text).matches() ? "v=a signature" : token;
    }

    private static String text(Bytes token) {
        return new String(token.toArray(), UTF_8);
    }
}
