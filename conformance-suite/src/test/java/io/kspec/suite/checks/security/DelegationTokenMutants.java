package io.kspec.suite.checks.security;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.MutantListener.SECURED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers whose delegation tokens live too long, or are anybody's. */
final class DelegationTokenMutants implements AreaMutants {
    private static final String CREATE = "CreateDelegationToken";
    private static final String RENEW = "RenewDelegationToken";
    private static final String EXPIRE = "ExpireDelegationToken";
    private static final String DESCRIBE = "DescribeDelegationToken";
    private static final String ERROR = "ErrorCode";
    private static final String EXPIRY = "ExpiryTimestampMs";
    private static final String NOT_ALLOWED = "64 DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, found 0 NONE";

    private static final List<Mutant> ALL = List.of(
            invented("K660", "anybody gets a token")
                    .by(request(CREATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("create-delegation-token.refused-without-login", CREATE, "0-3")
                    .blaming(ERROR)
                    .saying("found 0 NONE"),
            invented("K661", "anybody renews a token")
                    .by(request(RENEW).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("renew-delegation-token.refused-like-create", RENEW, "0-2")
                    .blaming(ERROR)
                    .saying(NOT_ALLOWED),
            invented("K662", "anybody withdraws a token")
                    .by(request(EXPIRE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("expire-delegation-token.refused-like-create", EXPIRE, "0-2")
                    .blaming(ERROR)
                    .saying(NOT_ALLOWED),
            invented("K663", "anybody asks for tokens")
                    .by(request(DESCRIBE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("describe-delegation-token.refused-like-create", DESCRIBE, "0-3")
                    .blaming(ERROR)
                    .saying(NOT_ALLOWED),
            invented("K664", "a token has expired when it is issued")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().with(EXPIRY, 1)))
                    .failing("create-delegation-token.times-in-order", CREATE, "0-3")
                    .blaming(EXPIRY)
                    .saying("found 1"),
            invented("K665", "a token lives as long as the broker allows")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().asIfAsked("MaxLifetimeMs", -1)))
                    .failing("create-delegation-token.lifetime-limited", CREATE, "0-3")
                    .blaming("MaxTimestampMs")
                    .saying("is at most IssueTimestampMs + 60000"),
            invented("K666", "anything may renew a token")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("create-delegation-token.renewers-are-users", CREATE, "0-3")
                    .blaming(ERROR)
                    .saying("INVALID_PRINCIPAL_TYPE, found 0 NONE"),
            invented("K667", "a token begets tokens")
                    .behind(SECURED)
                    .by(request(CREATE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("create-delegation-token.token-logs-in", CREATE, "0-3")
                    .blaming(ERROR)
                    .saying(NOT_ALLOWED),
            invented("K668", "a token is described with another HMAC")
                    .behind(SECURED)
                    .by(request(DESCRIBE).willReturn(asKafka().with("Tokens[*].Hmac", Bytes.copyOf((byte) 1))))
                    .failing("describe-delegation-token.shows-own", DESCRIBE, "0-3")
                    .blaming("Tokens[0].Hmac")
                    .saying("found"),
            invented("K669", "the owners who are asked for are ignored")
                    .behind(SECURED)
                    .by(request(DESCRIBE).willReturn(asKafka().asIfAsked("Owners", null)))
                    .failing("describe-delegation-token.owners-filter", DESCRIBE, "0-3")
                    .blaming("Tokens")
                    .saying("no token of User:root"),
            invented("K670", "a renewal says -1 for the new time")
                    .behind(SECURED)
                    .by(request(RENEW).willReturn(asKafka().with(EXPIRY, -1)))
                    .failing("renew-delegation-token.expiry-moves", RENEW, "0-2")
                    .blaming(EXPIRY)
                    .saying("found -1"),
            invented("K671", "a token expires at once, whatever is asked for")
                    .behind(SECURED)
                    .by(request(EXPIRE).willReturn(asKafka().asIfAsked("ExpiryTimePeriodMs", -1)))
                    .failing("expire-delegation-token.expiry-moves", EXPIRE, "0-2")
                    .blaming(EXPIRY)
                    .saying("found -1"),
            invented("K672", "a token is not withdrawn at once")
                    .behind(SECURED)
                    .by(request(EXPIRE).willReturn(asKafka().asIfAsked("ExpiryTimePeriodMs", 60_000)))
                    .failing("expire-delegation-token.at-once", EXPIRE, "0-2")
                    .blaming(DESCRIBE, "Tokens")
                    .saying("no entry for the token that was withdrawn"),
            invented("K673", "a token that does not exist is renewed")
                    .behind(SECURED)
                    .by(request(RENEW).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("renew-delegation-token.unknown-refused", RENEW, "0-2")
                    .blaming(ERROR)
                    .saying("DELEGATION_TOKEN_NOT_FOUND, found 0 NONE"),
            invented("K674", "a token that does not exist is withdrawn")
                    .behind(SECURED)
                    .by(request(EXPIRE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("expire-delegation-token.unknown-refused", EXPIRE, "0-2")
                    .blaming(ERROR)
                    .saying("DELEGATION_TOKEN_NOT_FOUND, found 0 NONE"),
            invented("K675", "anybody renews another's token")
                    .behind(SECURED)
                    .by(request(RENEW).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("renew-delegation-token.only-by-owner", RENEW, "0-2")
                    .blaming(ERROR)
                    .saying("DELEGATION_TOKEN_OWNER_MISMATCH, found 0 NONE"),
            invented("K676", "anybody withdraws another's token")
                    .behind(SECURED)
                    .by(request(EXPIRE).willReturn(asKafka().with(ERROR, ErrorCode.NONE)))
                    .failing("expire-delegation-token.only-by-owner", EXPIRE, "0-2")
                    .blaming(ERROR)
                    .saying("DELEGATION_TOKEN_OWNER_MISMATCH, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
