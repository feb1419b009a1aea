package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Deadline;
import io.kspec.stage.net.Reception;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.check.Refusal;
import io.kspec.suite.checks.wire.WellFormedRequests;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of what a client gets before it has logged in. */
class BeforeLoginChecks {
    /** What a client may send before it is authenticated, or to be so. */
    private static final Set<String> ALLOWED = Set.of("ApiVersions", "SaslHandshake", "SaslAuthenticate");

    @ConformanceTest(
            id = "sasl.versions-told-before-login",
            api = "ApiVersions",
            profile = "security",
            requirement = "On a listener with SASL, ApiVersions is answered before the client is authenticated.",
            source = "KIP-35, KIP-43",
            why = "Clients ask it first, to learn how to log in.")
    void versionsAreToldToAnybody(Case test) {
        LoginClient.demandSasl(test);
        Connection connection = test.stage().role("stranger", null).connection();
        test.ask(connection, ApiVersionsRequests.from("kspec", "0")).expectError("ErrorCode", ErrorCode.NONE);
    }

    @ConformanceTest(
            id = "sasl.requests-before-login-refused",
            profile = "security",
            hostile = true,
            requirement =
                    "On a listener with SASL, no other request of a client that is not authenticated is served: the"
                            + " broker closes the connection, or answers with an error.",
            source = "KIP-43; measured on Apache Kafka",
            why = "Whoever reaches the port would read and write everything.")
    void nothingElseIsServedToAnybody(Case test) {
        LoginClient.demandSasl(test);
        Map<ApiSpec, Connection> asked = new LinkedHashMap<>();
        for (ApiSpec api : Catalog.standard().apis()) {
            if (!test.stage().versions(api.name()).isEmpty() && !ALLOWED.contains(api.name())) {
                Connection connection =
                        test.stage().role("stranger with " + api.name(), null).connection();
                int version = test.version(api.name());
                int unused = connection.send(api, version, WellFormedRequests.body(api, version));
                asked.put(api, connection);
            }
        }
        Deadline deadline = Deadline.in(test.stage().settings().readTimeout());
        asked.forEach((api, connection) -> {
            Reception reception = connection.receiveFrame(Duration.ofMillis(deadline.millisLeft()));
            if (reception instanceof Reception.Frame came && isServed(api, test.version(api.name()), came.frame())) {
                throw new CheckFailure(
                        "no answer to " + api.name() + " before the client is authenticated, or an error",
                        Refusal.describe(reception),
                        null);
            }
        });
    }

    private static boolean isServed(ApiSpec api, int version, Bytes frame) {
        DecodeAttempt attempt = Frames.attemptResponse(api, version, frame);
        List<Integer> errors = attempt.succeeded() ? ErrorCodes.of(attempt.requireBody()) : List.of();
        return errors.stream().noneMatch(error -> error != ErrorCode.NONE.code());
    }
}
