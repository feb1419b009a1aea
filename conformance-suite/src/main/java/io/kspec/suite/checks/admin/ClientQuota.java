package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.time.Duration;
import java.util.List;

/** A quota of one client id, which no other client has. Closing it removes the quota. */
final class ClientQuota implements AutoCloseable {
    static final String PRODUCER = "producer_byte_rate";
    static final String CONSUMER = "consumer_byte_rate";
    private static final String ALTERED = "Entries[0].ErrorCode";
    /** How long Apache Kafka may take until all brokers know of a quota. */
    private static final Duration PROPAGATION = Duration.ofSeconds(5);

    private final Case test;
    private final String key;
    private final Role client;

    private ClientQuota(Case test, String key) {
        this.test = test;
        this.key = key;
        this.client = test.role(test.name("limited"));
    }

    /**
     * Sets a quota of a new client id.
     *
     * @param value the bytes per second
     */
    static ClientQuota set(Case test, String key, double value) {
        ClientQuota quota = new ClientQuota(test, key);
        Answer unused = test.need("a quota", List.of("AlterClientQuotas"), () -> test.ask(
                        QuotaRequests.set(QuotaRequests.CLIENT_ID, quota.clientId(), key, value))
                .expectError(ALTERED, ErrorCode.NONE));
        return quota;
    }

    /** A client with the client id. */
    Role client() {
        return client;
    }

    String clientId() {
        return client.clientId();
    }

    /** Asks for the quotas of exactly this client id, until there are as many entities with quotas as expected. */
    Answer describe(int entities) {
        return Await.of("the quota of " + clientId(), PROPAGATION)
                .last(this::describe, described -> described.list("Entries").size() == entities);
    }

    private Answer describe() {
        return test.ask(QuotaRequests.describe(QuotaRequests.CLIENT_ID, QuotaRequests.EXACT, clientId(), true))
                .expectError("ErrorCode", ErrorCode.NONE);
    }

    /** Removes the quota. */
    Answer remove() {
        return test.ask(QuotaRequests.remove(QuotaRequests.CLIENT_ID, clientId(), key));
    }

    @Override
    public void close() {
        try {
            Answer unused = remove();
        } catch (StageFailure stays) {
            test.stage().transcript().note("the quota of " + clientId() + " stays: " + stays.getMessage());
        }
    }
}
