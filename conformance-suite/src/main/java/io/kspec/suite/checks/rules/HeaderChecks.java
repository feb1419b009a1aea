package io.kspec.suite.checks.rules;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Connection;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.VersionFilter;
import io.kspec.suite.checks.wire.WellFormedRequests;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what stands at the start of all requests and of most responses. */
class HeaderChecks {
    /** Far above those of the stage's own requests. */
    private static final int CORRELATION_ID = 0x1d_000_000;

    private static final int LONG = 255;
    private static final int MOST_MS = 60_000;
    private static final String THROTTLE = "ThrottleTimeMs";
    private static final List<@Nullable String> CLIENT_IDS = Arrays.asList(null, "", "x".repeat(LONG));

    /**
     * All versions but Produce's before 3, which Apache Kafka 4 advertises and does not answer, and Metadata's version 0,
     * whose answer is about all topics.
     */
    static final class Answered implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return switch (api.name()) {
                case "Produce" -> version > 2;
                case "Metadata" -> version > 0;
                default -> true;
            };
        }
    }

    /** Those of them whose responses have a throttle time. */
    static final class Throttled implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return new Answered().admits(api, version)
                    && api.response(version).struct().has(THROTTLE);
        }
    }

    @ConformanceTest(
            id = "rules.any-client-id",
            api = ConformanceTest.EVERY_API,
            where = Answered.class,
            requirement =
                    "A request whose client id is null, empty or 255 bytes long has an answer with the same error codes for the"
                            + " same items as any other client's, whether the header has tagged fields or not.",
            source =
                    "message definition RequestHeader: ClientId is nullable, and never compact; measured on Apache Kafka",
            why =
                    "A broker that misread an absent client id made kcat allocate 188 GB (pg_kafka); where flexible headers are"
                            + " read otherwise, only some requests of a client fail.")
    void theClientIdDoesNotMatter(Case test) {
        Message body = ItemRequests.bodyOf(test, List.of(ItemRequests.UNKNOWN));
        for (String clientId : CLIENT_IDS) {
            SameErrors.expect(
                    test,
                    () -> Answer.of(test.connection().exchange(test.api(), test.version(), body)),
                    () -> as(test, clientId, body),
                    "with another client id");
        }
    }

    private static Answer as(Case test, @Nullable String clientId, Message body) {
        Bytes frame = Frames.encodeRequest(test.api(), test.version(), CORRELATION_ID, clientId, body);
        Connection connection = test.connection();
        return Answer.of(connection.receive(connection.sendAs(test.api(), test.version(), CORRELATION_ID, frame)));
    }

    @ConformanceTest(
            id = "rules.throttle-time-can-be",
            api = ConformanceTest.EVERY_API,
            where = Throttled.class,
            level = Level.SHOULD,
            requirement = "A client that sends two small requests is not told to wait for longer than a minute.",
            source =
                    "KIP-219; Kafka's quota.window.num and quota.window.size.seconds, which limit it to 11 s by default",
            why =
                    "Clients send nothing for as long as the throttle time says: what is read as one, such as the low half of a"
                            + " timestamp, silences them for days.")
    void nobodyIsThrottledForLong(Case test) {
        Message body = WellFormedRequests.body(test.api(), test.version());
        for (int i = 0; i < 2; i++) {
            Answer.of(test.connection().exchange(test.api(), test.version(), body))
                    .expect(THROTTLE, "is at most " + MOST_MS, time -> (int) time <= MOST_MS);
        }
    }
}
