package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.TokenRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A delegation token of the client that the run was given (KIP-48). Closing it lets it expire. */
final class Token implements AutoCloseable {
    static final String ERROR = LoginClient.ERROR;
    /** What closing asks for, and what checks take for the end of a token. */
    static final long AT_ONCE = -1;

    private final Case test;
    private final Answer created;

    private Token(Case test, Answer created) {
        this.test = test;
        this.created = created;
    }

    /**
     * Creates a token.
     *
     * @param maxLifetimeMs how long it can be renewed; -1 for as long as the broker allows
     * @param renewers the principals that may renew it besides its owner, such as {@code User:alice}
     * @throws TestAbortedException if the target gives out none
     */
    static Token create(Case test, long maxLifetimeMs, String... renewers) {
        LoginClient.demandSasl(test);
        Answer created = test.ask(TokenRequests.create(maxLifetimeMs, renewers));
        int error = (int) created.number(ERROR);
        if (isWithout(error)) {
            throw new TestAbortedException("needs a target that gives out delegation tokens"
                    + " (delegation.token.secret.key): " + ErrorCode.describe(error));
        }
        return new Token(test, created.expectError(ERROR, ErrorCode.NONE));
    }

    /** Whether an error means that the client cannot have tokens at all. */
    static boolean isWithout(int error) {
        return error == ErrorCode.DELEGATION_TOKEN_AUTH_DISABLED.code()
                || error == ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED.code();
    }

    /** The answer to its creation. */
    Answer created() {
        return created;
    }

    String id() {
        return created.text("TokenId");
    }

    /** What renews it and lets it expire. */
    Bytes hmac() {
        return (Bytes) created.get("Hmac");
    }

    /** Its owner: {@code User:alice}. */
    String owner() {
        return created.text("PrincipalType") + ":" + created.text("PrincipalName");
    }

    /** A time that the answer to its creation has, in milliseconds since the epoch. */
    long at(String field) {
        return created.number(field);
    }

    Answer renew(long periodMs) {
        return test.ask(TokenRequests.renew(hmac(), periodMs));
    }

    Answer expire(long periodMs) {
        return test.ask(TokenRequests.expire(hmac(), periodMs));
    }

    /**
     * Asks for tokens.
     *
     * @param owners their owners; null for all
     */
    Answer describe(@Nullable List<String> owners) {
        return test.ask(TokenRequests.describe(owners)).expectError(ERROR, ErrorCode.NONE);
    }

    /** The path of its entry in an answer, with a dot after it. */
    Optional<String> in(Answer described) {
        return described.entry("Tokens[TokenId=" + id() + "]");
    }

    /** Waits until it is described, and returns the answer: brokers learn of tokens a moment later. */
    Answer awaitDescribed() {
        return await(answer -> in(answer).isPresent());
    }

    /** Waits until all tokens are described as expected, or the time is over. */
    Answer await(Predicate<Answer> holds) {
        return Await.of("the token " + id(), test.stage().settings().readTimeout())
                .last(() -> describe(null), holds);
    }

    /** The path of its entry in an answer. */
    String entry(Answer described) {
        return in(described).orElseThrow(() -> described.failure("Tokens", "an entry for the token " + id(), "none"));
    }

    @Override
    public void close() {
        try {
            Connection connection = test.connection();
            Answer unused = test.ask(connection, TokenRequests.expire(hmac(), AT_ONCE));
        } catch (StageFailure | TestAbortedException left) {
            test.stage().transcript().note("the token " + id() + " could not be ended: " + left.getMessage());
        }
    }
}
