package io.kspec.mock.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.security.token.DelegationTokens.Change;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DelegationTokensTest {
    private static final String ALICE = "User:alice";
    private static final long NOW = 1000;

    private final DelegationTokens tokens = new DelegationTokens(() -> new UUID(1, 2));

    DelegationTokensTest() {
        tokens.configure(new TokenSettings("key", 500, 100));
    }

    private DelegationToken issue() {
        return tokens.issue(ALICE, ALICE, List.of("User:bob"), 0, NOW);
    }

    @Test
    void aTokenExpiresUnlessItIsRenewed() {
        DelegationToken token = issue();

        assertThat(token.expiresMs()).isEqualTo(NOW + 100);
        assertThat(token.maxMs()).isEqualTo(NOW + 500);
        assertThat(tokens.valid(NOW + 100)).containsExactly(token);
        assertThat(tokens.valid(NOW + 101)).isEmpty();
        assertThat(tokens.renew(token.hmac(), "User:bob", 50, NOW + 90))
                .isEqualTo(new Change(ErrorCode.NONE, NOW + 140));
        assertThat(tokens.renew(token.hmac(), ALICE, 0, NOW + 141).error())
                .isEqualTo(ErrorCode.DELEGATION_TOKEN_EXPIRED);
    }

    @Test
    void aTokenIsNotRenewedBeyondItsLifetime() {
        DelegationToken token = tokens.issue(ALICE, ALICE, List.of(), 120, NOW);

        assertThat(tokens.renew(token.hmac(), ALICE, 100, NOW + 90).expiresMs()).isEqualTo(NOW + 120);
    }

    @Test
    void onlyItsOwnerAndItsRenewersChangeAToken() {
        DelegationToken token = issue();

        assertThat(tokens.renew(token.hmac(), "User:carol", 0, NOW).error())
                .isEqualTo(ErrorCode.DELEGATION_TOKEN_OWNER_MISMATCH);
        assertThat(tokens.expire(Bytes.EMPTY, ALICE, -1, NOW).error()).isEqualTo(ErrorCode.DELEGATION_TOKEN_NOT_FOUND);
    }

    @Test
    void aTokenExpiresAtOnceOrLater() {
        DelegationToken token = issue();

        assertThat(tokens.expire(token.hmac(), ALICE, 10, NOW)).isEqualTo(new Change(ErrorCode.NONE, NOW + 10));
        assertThat(tokens.expire(token.hmac(), ALICE, -1, NOW)).isEqualTo(new Change(ErrorCode.NONE, -1));
        assertThat(tokens.ofId(token.id())).isEmpty();
    }

    @Test
    void neitherATokenNorTheSettingsShowASecret() {
        DelegationToken token = issue();

        assertThat(token.toString()).doesNotContain(token.hmac().toHex());
        assertThat(new TokenSettings("key-of-the-cluster", 1, 1).toString()).doesNotContain("key-of-the-cluster");
    }
}
