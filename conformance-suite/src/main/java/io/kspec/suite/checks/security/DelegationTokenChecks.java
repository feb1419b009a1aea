package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.TokenRequests;
import io.kspec.stage.security.ScramMechanism;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Checks of delegation tokens, from their creation to their end (KIP-48, KIP-373). */
class DelegationTokenChecks {
    private static final String CREATE = "CreateDelegationToken";
    private static final String RENEW = "RenewDelegationToken";
    private static final String EXPIRE = "ExpireDelegationToken";
    private static final String DESCRIBE = "DescribeDelegationToken";
    private static final String SOURCE = "KIP-48; measured on Apache Kafka";
    private static final String ERROR = Token.ERROR;
    private static final String EXPIRY = "ExpiryTimestampMs";
    private static final String ISSUED = "IssueTimestampMs";
    private static final String LATEST = "MaxTimestampMs";
    /** Whom a token stands for, and who asked for it, where the versions tell. */
    private static final List<String> PRINCIPALS =
            List.of("PrincipalType", "PrincipalName", "TokenRequesterPrincipalType", "TokenRequesterPrincipalName");

    private static final long HOUR_MS = 3_600_000;
    private static final long MINUTE_MS = 60_000;
    private static final Bytes NO_HMAC = Bytes.copyOf(new byte[64]);

    @ConformanceTest(
            id = "create-delegation-token.refused-without-login",
            api = CREATE,
            level = Level.SHOULD,
            requirement = "A client that has not proved who it is gets no token: the request is rejected with"
                    + " DELEGATION_TOKEN_REQUEST_NOT_ALLOWED or, where there are none, DELEGATION_TOKEN_AUTH_DISABLED.",
            source = SOURCE,
            why = "A token stands for its owner.")
    void whoHasNotLoggedInGetsNoToken(Case test) {
        LoginClient.demandNoSasl(test);
        demandNoTls(test);
        test.ask(TokenRequests.create(HOUR_MS))
                .expectError(
                        ERROR,
                        ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED,
                        ErrorCode.DELEGATION_TOKEN_AUTH_DISABLED);
    }

    /** A client with a certificate may have tokens. */
    private static void demandNoTls(Case test) {
        if (test.stage().settings().security().client().tls() != null) {
            throw new TestAbortedException("needs a listener without TLS");
        }
    }

    @ConformanceTest(
            id = "renew-delegation-token.refused-like-create",
            api = RENEW,
            needs = {CREATE},
            level = Level.SHOULD,
            requirement = "A client that may have no token is told so with the same error when it renews one.",
            source = SOURCE,
            why = "An operator sees that tokens are not enabled, instead of looking for the token.")
    void renewalIsRejectedAsCreationIs(Case test) {
        expectRefusedLikeCreate(test, TokenRequests.renew(NO_HMAC, MINUTE_MS));
    }

    @ConformanceTest(
            id = "expire-delegation-token.refused-like-create",
            api = EXPIRE,
            needs = {CREATE},
            level = Level.SHOULD,
            requirement = "A client that may have no token is told so with the same error when it lets one expire.",
            source = SOURCE,
            why = "An operator sees that tokens are not enabled, instead of looking for the token.")
    void expiryIsRejectedAsCreationIs(Case test) {
        expectRefusedLikeCreate(test, TokenRequests.expire(NO_HMAC, MINUTE_MS));
    }

    @ConformanceTest(
            id = "describe-delegation-token.refused-like-create",
            api = DESCRIBE,
            needs = {CREATE},
            level = Level.SHOULD,
            requirement = "A client that may have no token is told so with the same error when it asks for tokens.",
            source = SOURCE,
            why = "An empty list would say that there are no tokens yet.")
    void descriptionIsRejectedAsCreationIs(Case test) {
        expectRefusedLikeCreate(test, TokenRequests.describe(null));
    }

    private static void expectRefusedLikeCreate(Case test, ClientRequest request) {
        Answer created = test.ask(TokenRequests.create(MINUTE_MS));
        int error = (int) created.number(ERROR);
        if (!Token.isWithout(error)) {
            Bytes hmac = (Bytes) created.get("Hmac");
            Answer unused = test.ask(TokenRequests.expire(hmac, Token.AT_ONCE));
            throw new TestAbortedException("needs a client that may have no delegation token");
        }
        test.ask(request).expectError(ERROR, ErrorCode.of(error).orElseThrow());
    }

    @ConformanceTest(
            id = "create-delegation-token.times-in-order",
            api = CREATE,
            needs = {EXPIRE},
            requirement =
                    "A token is issued now, expires later, and can be renewed until a time that is not earlier than"
                            + " that; it has an id and an HMAC.",
            source = SOURCE,
            why = "A client renews its token shortly before it expires, and logs in with id and HMAC.")
    void aTokenHasItsTimes(Case test) {
        try (Token token = Token.create(test, -1)) {
            Answer created = token.created();
            long issued = token.at(ISSUED);
            long expiry = token.at(EXPIRY);
            created.expect(EXPIRY, "is later than " + ISSUED + ", " + issued, later -> (Long) later > issued)
                    .expect(LATEST, "is not earlier than " + EXPIRY + ", " + expiry, later -> (Long) later >= expiry)
                    .expect("TokenId", "is not empty", id -> !((String) id).isEmpty())
                    .expect("Hmac", "is not empty", hmac -> !((Bytes) hmac).isEmpty());
        }
    }

    @ConformanceTest(
            id = "create-delegation-token.lifetime-limited",
            api = CREATE,
            needs = {EXPIRE},
            requirement = "A token lives no longer than it was asked for.",
            source = SOURCE,
            why = "A job of an hour should not leave behind a token of a week.")
    void aTokenLivesNoLongerThanAsked(Case test) {
        try (Token token = Token.create(test, MINUTE_MS)) {
            long most = token.at(ISSUED) + MINUTE_MS;
            token.created()
                    .expect(LATEST, "is at most " + ISSUED + " + 60000, " + most, latest -> (Long) latest <= most)
                    .expect(EXPIRY, "is at most " + ISSUED + " + 60000, " + most, expiry -> (Long) expiry <= most);
        }
    }

    @ConformanceTest(
            id = "create-delegation-token.renewers-are-users",
            api = CREATE,
            needs = {EXPIRE},
            level = Level.SHOULD,
            requirement = "A renewer that is no user is rejected with INVALID_PRINCIPAL_TYPE.",
            source = SOURCE,
            why = "Nobody could log in as this principal to renew the token.")
    void aRenewerIsAUser(Case test) {
        try (Token allowed = Token.create(test, MINUTE_MS)) {
            test.ask(TokenRequests.create(MINUTE_MS, "Group:" + allowed.id()))
                    .expectError(ERROR, ErrorCode.INVALID_PRINCIPAL_TYPE);
        }
    }

    @ConformanceTest(
            id = "create-delegation-token.token-logs-in",
            api = CREATE,
            needs = {EXPIRE, DESCRIBE, "SaslHandshake", "SaslAuthenticate"},
            requirement = "A client logs in with SCRAM by the token's id and HMAC, and is not given another token.",
            source = SOURCE,
            why = "This is what a token is for; one that begets others could never be withdrawn.")
    void aTokenLogsIn(Case test) {
        ScramHash hash = ScramUser.demandScram(test);
        try (Token token = Token.create(test, HOUR_MS)) {
            Answer unused = token.awaitDescribed();
            LoginClient client = new LoginClient(test, "bearer");
            client.logIn(ScramMechanism.ofToken(hash, token.id(), token.hmac())).expectError(ERROR, ErrorCode.NONE);
            test.ask(client.connection(), TokenRequests.create(MINUTE_MS))
                    .expectError(ERROR, ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED);
        }
    }

    @ConformanceTest(
            id = "describe-delegation-token.shows-own",
            api = DESCRIBE,
            needs = {CREATE, EXPIRE},
            requirement =
                    "The owner of a token is shown it with its id, its HMAC, its times, its owner, who asked for it and who"
                            + " may renew it, whether all tokens or the owner's alone are asked for.",
            source = SOURCE,
            why = "A client that was started again finds its token here.")
    void anOwnerSeesTheToken(Case test) {
        String renewer = test.name("renewer");
        try (Token token = Token.create(test, HOUR_MS, "User:" + renewer)) {
            expectShown(token, renewer, token.awaitDescribed());
            Answer own = token.describe(List.of(token.owner()));
            expectShown(token, renewer, own);
            for (int i = 0; i < own.list("Tokens").size(); i++) {
                own.expect("Tokens[" + i + "].PrincipalType", token.created().get("PrincipalType"))
                        .expect(
                                "Tokens[" + i + "].PrincipalName",
                                token.created().get("PrincipalName"));
            }
        }
    }

    private static void expectShown(Token token, String renewer, Answer described) {
        String entry = token.entry(described);
        Message shown = (Message) described.get(entry.substring(0, entry.length() - 1));
        for (String principal : PRINCIPALS) {
            if (shown.has(principal) && token.created().has(principal)) {
                described.expect(entry + principal, token.created().get(principal));
            }
        }
        described
                .expect(entry + "Hmac", token.hmac())
                .expect(entry + "IssueTimestamp", token.at(ISSUED))
                .expect(entry + "ExpiryTimestamp", token.at(EXPIRY))
                .expect(entry + "MaxTimestamp", token.at(LATEST))
                .expectSize(entry + "Renewers", 1)
                .expect(entry + "Renewers[0].PrincipalType", "User")
                .expect(entry + "Renewers[0].PrincipalName", renewer);
    }

    @ConformanceTest(
            id = "describe-delegation-token.owners-filter",
            api = DESCRIBE,
            needs = {CREATE, EXPIRE},
            requirement = "Tokens of other owners than those that are asked for are left out.",
            source = SOURCE,
            why = "A tool that ends the tokens of one user would end those of another.")
    void onlyTokensOfTheOwnersAreShown(Case test) {
        try (Token token = Token.create(test, HOUR_MS)) {
            Answer unused = token.awaitDescribed();
            Answer others = token.describe(List.of("User:" + test.name("nobody")));
            others.expect(token.in(others).isEmpty(), "Tokens", "no token of " + token.owner(), "one");
        }
    }

    @ConformanceTest(
            id = "renew-delegation-token.expiry-moves",
            api = RENEW,
            needs = {CREATE, EXPIRE, DESCRIBE},
            requirement = "A token that is renewed for a time expires after this time, and is described so.",
            source = SOURCE,
            why = "A client that renews its token relies on the new time.")
    void aRenewalMovesTheExpiry(Case test) {
        try (Token token = Token.create(test, HOUR_MS)) {
            Answer unused = token.awaitDescribed();
            long expiry = expectMoved(token, token.renew(2 * MINUTE_MS), 2 * MINUTE_MS);
            awaitExpiry(token, expiry);
        }
    }

    @ConformanceTest(
            id = "expire-delegation-token.expiry-moves",
            api = EXPIRE,
            needs = {CREATE, DESCRIBE},
            requirement = "A token that is to expire after a time does so, and is described so.",
            source = SOURCE,
            why = "An operator withdraws a token, and gives its users a minute.")
    void anExpiryMovesTheExpiry(Case test) {
        try (Token token = Token.create(test, HOUR_MS)) {
            Answer unused = token.awaitDescribed();
            long expiry = expectMoved(token, token.expire(2 * MINUTE_MS), 2 * MINUTE_MS);
            awaitExpiry(token, expiry);
        }
    }

    /** Expects that a token expires a period after now, which is not long after it was issued. */
    private static long expectMoved(Token token, Answer answer, long periodMs) {
        long earliest = token.at(ISSUED) + periodMs;
        long latest = earliest + 10 * MINUTE_MS;
        answer.expectError(ERROR, ErrorCode.NONE)
                .expect(
                        EXPIRY,
                        "is " + periodMs + " ms after now, not before " + earliest,
                        found -> (Long) found >= earliest && (Long) found <= latest);
        return answer.number(EXPIRY);
    }

    private static void awaitExpiry(Token token, long expiry) {
        Answer last = token.await(answer -> token.in(answer)
                .filter(entry -> answer.number(entry + "ExpiryTimestamp") == expiry)
                .isPresent());
        last.expect(token.entry(last) + "ExpiryTimestamp", expiry);
    }

    @ConformanceTest(
            id = "expire-delegation-token.at-once",
            api = EXPIRE,
            needs = {CREATE, DESCRIBE, RENEW},
            requirement = "A token that is to expire at once is not described any more, and cannot be renewed.",
            source = SOURCE,
            why = "A token that leaked is withdrawn in this way.")
    void aTokenIsWithdrawnAtOnce(Case test) {
        try (Token token = Token.create(test, HOUR_MS)) {
            Answer unused = token.awaitDescribed();
            token.expire(Token.AT_ONCE).expectError(ERROR, ErrorCode.NONE);
            Answer last = token.await(answer -> token.in(answer).isEmpty());
            last.expect(token.in(last).isEmpty(), "Tokens", "no entry for the token that was withdrawn", "one");
            token.renew(MINUTE_MS)
                    .expectError(ERROR, ErrorCode.DELEGATION_TOKEN_NOT_FOUND, ErrorCode.DELEGATION_TOKEN_EXPIRED);
        }
    }

    @ConformanceTest(
            id = "renew-delegation-token.unknown-refused",
            api = RENEW,
            needs = {CREATE, EXPIRE},
            level = Level.SHOULD,
            requirement = "A token that does not exist is rejected with DELEGATION_TOKEN_NOT_FOUND.",
            source = SOURCE,
            why = "The client asks for a new one.")
    void anUnknownTokenIsNotRenewed(Case test) {
        Token known = Token.create(test, MINUTE_MS);
        try (known) {
            test.ask(TokenRequests.renew(NO_HMAC, MINUTE_MS)).expectError(ERROR, ErrorCode.DELEGATION_TOKEN_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "expire-delegation-token.unknown-refused",
            api = EXPIRE,
            needs = {CREATE},
            level = Level.SHOULD,
            requirement = "A token that does not exist is rejected with DELEGATION_TOKEN_NOT_FOUND.",
            source = SOURCE,
            why = "An operator who mistyped the token would believe that it is withdrawn.")
    void anUnknownTokenDoesNotExpire(Case test) {
        Token known = Token.create(test, MINUTE_MS);
        try (known) {
            test.ask(TokenRequests.expire(NO_HMAC, MINUTE_MS)).expectError(ERROR, ErrorCode.DELEGATION_TOKEN_NOT_FOUND);
        }
    }

    @ConformanceTest(
            id = "renew-delegation-token.only-by-owner",
            api = RENEW,
            needs = {CREATE, EXPIRE, DESCRIBE},
            requirement = "A token is renewed by its owner and its renewers; others are rejected with"
                    + " DELEGATION_TOKEN_OWNER_MISMATCH.",
            source = SOURCE,
            why = "Whoever saw a token could keep it alive for ever.")
    void onlyTheOwnerRenewsAToken(Case test) {
        expectOfOwner(test, true);
    }

    @ConformanceTest(
            id = "expire-delegation-token.only-by-owner",
            api = EXPIRE,
            needs = {CREATE, DESCRIBE},
            requirement = "A token is withdrawn by its owner and its renewers; others are rejected with"
                    + " DELEGATION_TOKEN_OWNER_MISMATCH.",
            source = SOURCE,
            why = "Whoever saw a token could stop the job that uses it.")
    void onlyTheOwnerWithdrawsAToken(Case test) {
        expectOfOwner(test, false);
    }

    private static void expectOfOwner(Case test, boolean renewal) {
        try (Token token = Token.create(test, HOUR_MS);
                ScramUser other = ScramUser.create(test)) {
            Answer unused = token.awaitDescribed();
            Connection connection = other.awaitLogin().connection();
            test.ask(
                            connection,
                            renewal
                                    ? TokenRequests.renew(token.hmac(), MINUTE_MS)
                                    : TokenRequests.expire(token.hmac(), MINUTE_MS))
                    .expectError(ERROR, ErrorCode.DELEGATION_TOKEN_OWNER_MISMATCH);
        }
    }
}
