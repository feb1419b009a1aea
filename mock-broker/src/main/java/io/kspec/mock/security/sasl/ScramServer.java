package io.kspec.mock.security.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.mock.security.scram.ScramCredential;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.scram.ScramHash;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SCRAM (RFC 5802): the client proves that it knows the password, and the broker that it knows the user. */
final class ScramServer implements SaslServer {
    private static final String NAME = "(?:[\\x01-\\x7F&&[^=,]]|=2C|=3D)+";
    private static final String VALUE = "[\\x01-\\x7F&&[^,]]+";
    private static final String NONCE = "[\\x21-\\x7E&&[^,]]+";
    private static final String EXTENSIONS = "(?:,[A-Za-z]+=" + VALUE + ")*";
    private static final String BASE64 = "(?:[a-zA-Z0-9/+]{4})*(?:[a-zA-Z0-9/+]{3}=|[a-zA-Z0-9/+]{2}==)?";
    private static final Pattern FIRST = Pattern.compile("n,(?:a=(?<identity>" + NAME + "))?,(?<bare>(?:m=" + VALUE
            + ",)?n=(?<user>" + NAME + "),r=(?<nonce>" + NONCE + ")(?<extensions>" + EXTENSIONS + "))");
    private static final Pattern FINAL = Pattern.compile(
            "(?<unproved>c=" + BASE64 + ",r=(?<nonce>" + NONCE + ")" + EXTENSIONS + "),p=(?<proof>" + BASE64 + ")");
    private static final String BY_TOKEN = ",tokenauth=true,";

    private final ScramHash hash;
    private final ScramAccounts accounts;
    private final String nonce;
    private @Nullable Challenge challenge;

    /** What the client must sign. */
    private record Challenge(ScramAccounts.Account account, String bare, String first, String nonce) {}

    /**
     * @param nonce the broker's part of the nonce, printable and without commas
     */
    ScramServer(ScramHash hash, ScramAccounts accounts, String nonce) {
        this.hash = hash;
        this.accounts = accounts;
        this.nonce = nonce;
    }

    @Override
    public SaslStep take(Bytes token, long nowMs) throws SaslRefusal {
        String message = new String(token.toArray(), UTF_8);
        Challenge begun = challenge;
        return begun == null ? begin(message) : finish(message, begun);
    }

    private SaslStep begin(String message) throws SaslRefusal {
        Matcher first = FIRST.matcher(message);
        if (!first.matches()) {
            throw SaslRefusal.secret("expected a client's first SCRAM message");
        }
        String user = unescaped(first.group("user"));
        String identity = first.group("identity");
        boolean byToken = (first.group("extensions") + ",").contains(BY_TOKEN);
        ScramAccounts.Account account = byToken ? accounts.ofToken(user, hash) : accounts.ofUser(user, hash);
        if (account == null) {
            throw SaslRefusal.secret("there is no such user");
        }
        if (identity != null && !unescaped(identity).equals(user)) {
            throw SaslRefusal.told(SaslServers.OTHER_IDENTITY);
        }
        ScramCredential credential = account.credential();
        String together = first.group("nonce") + nonce;
        String answer = "r=" + together + ",s="
                + Base64.getEncoder().encodeToString(credential.salt().toArray()) + ",i=" + credential.iterations();
        challenge = new Challenge(account, first.group("bare"), answer, together);
        return SaslStep.more(bytes(answer));
    }

    private SaslStep finish(String message, Challenge begun) throws SaslRefusal {
        Matcher last = FINAL.matcher(message);
        if (!last.matches()) {
            throw SaslRefusal.secret("expected a client's final SCRAM message");
        }
        if (!begun.nonce().equals(last.group("nonce"))) {
            throw SaslRefusal.secret("the nonce is another one");
        }
        ScramCredential credential = begun.account().credential();
        byte[] authMessage = (begun.bare() + "," + begun.first() + "," + last.group("unproved")).getBytes(UTF_8);
        if (!isProved(Base64.getDecoder().decode(last.group("proof")), credential, authMessage)) {
            throw SaslRefusal.secret("the proof is wrong");
        }
        byte[] signature = hash.hmac(credential.serverKey(), authMessage);
        return new SaslStep(
                bytes("v=" + Base64.getEncoder().encodeToString(signature)),
                begun.account().login());
    }

    private boolean isProved(byte[] proof, ScramCredential credential, byte[] authMessage) {
        byte[] storedKey = credential.storedKey();
        return proof.length == storedKey.length
                && MessageDigest.isEqual(hash.hash(hash.signed(proof, storedKey, authMessage)), storedKey);
    }

    private static String unescaped(String name) {
        return name.replace("=2C", ",").replace("=3D", "=");
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
