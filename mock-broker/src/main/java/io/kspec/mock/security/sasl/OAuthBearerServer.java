package io.kspec.mock.security.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** OAUTHBEARER (RFC 7628): a bearer token. A client that is refused is told why before it is told the error. */
final class OAuthBearerServer implements SaslServer {
    private static final Pattern FIRST = Pattern.compile("n,(?:a=(?<identity>(?:[\\x01-\\x7F&&[^=,]]|=2C|=3D)+))?,"
            + "\\x01(?<pairs>(?:[A-Za-z]+=[\\x21-\\x7E \\t\\r\\n]+\\x01)*)\\x01");
    private static final Pattern PAIR = Pattern.compile("([A-Za-z]+)=([^\\x01]+)\\x01");
    private static final Pattern BEARER = Pattern.compile("(?<scheme>\\w+) +(?<token>[-_.a-zA-Z0-9]+)");
    private static final Bytes ACKNOWLEDGEMENT = Bytes.copyOf((byte) 1);

    private final BearerTokens tokens;
    private @Nullable String refusal;

    OAuthBearerServer(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public SaslStep take(Bytes token, long nowMs) throws SaslRefusal {
        if (refusal != null && token.equals(ACKNOWLEDGEMENT)) {
            throw SaslRefusal.told(refusal);
        }
        refusal = null;
        Matcher first = FIRST.matcher(new String(token.toArray(), UTF_8));
        if (!first.matches()) {
            throw SaslRefusal.secret("expected the first message of OAUTHBEARER");
        }
        BearerTokens.Verdict verdict = tokens.judge(bearer(first.group("pairs")), nowMs);
        if (verdict instanceof BearerTokens.Valid valid) {
            return new SaslStep(Bytes.EMPTY, login(valid, first.group("identity")));
        }
        String status = ((BearerTokens.Invalid) verdict).status();
        refusal = "{\"status\":\"" + status + "\"}";
        return SaslStep.more(Bytes.wrap(refusal.getBytes(UTF_8)));
    }

    private static SaslLogin login(BearerTokens.Valid valid, @Nullable String identity) throws SaslRefusal {
        if (identity != null && !identity.equals(valid.user())) {
            throw SaslRefusal.told("Authentication failed: Client requested an authorization id (" + identity
                    + ") that is different from the token's principal name (" + valid.user() + ")");
        }
        return new SaslLogin("User:" + valid.user(), valid.expiresMs(), false);
    }

    private static String bearer(String pairs) throws SaslRefusal {
        Matcher pair = PAIR.matcher(pairs);
        while (pair.find()) {
            if ("auth".equals(pair.group(1))) {
                Matcher bearer = BEARER.matcher(pair.group(2));
                if (bearer.matches() && "bearer".equals(bearer.group("scheme").toLowerCase(Locale.ROOT))) {
                    return bearer.group("token");
                }
            }
        }
        throw SaslRefusal.secret("expected a bearer token");
    }
}
