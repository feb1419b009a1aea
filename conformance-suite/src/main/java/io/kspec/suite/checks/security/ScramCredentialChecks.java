package io.kspec.suite.checks.security;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ScramRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of DescribeUserScramCredentials and AlterUserScramCredentials (KIP-554). */
class ScramCredentialChecks {
    private static final String ERROR = Credentials.ERROR;
    private static final String DESCRIBE = "DescribeUserScramCredentials";
    private static final String ALTER = "AlterUserScramCredentials";
    private static final String SOURCE = "KIP-554; measured on Apache Kafka";
    private static final int NO_MECHANISM = 99;
    private static final Bytes SALTED = Bytes.copyOf(new byte[32]);

    @ConformanceTest(
            id = "alter-user-scram-credentials.described",
            api = ALTER,
            needs = {DESCRIBE},
            requirement = "A credential that is set is described with its mechanism and its iterations, and the new"
                    + " iterations once it is set again.",
            source = SOURCE,
            why = "kafka-configs shows an administrator that a user can log in.")
    void aCredentialThatIsSetIsDescribed(Case test) {
        try (Credentials credentials = new Credentials(test).create()) {
            int more = ScramRequests.FEWEST_ITERATIONS + 1;
            credentials.set(more).expectError(ERROR, ErrorCode.NONE);
            Answer unused = credentials.awaitIterations(more);
        }
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.deleted",
            api = ALTER,
            needs = {DESCRIBE},
            requirement = "A credential that is deleted is not described any more.",
            source = SOURCE,
            why = "An administrator must see that a user cannot log in any more.")
    void aCredentialThatIsDeletedIsGone(Case test) {
        try (Credentials credentials = new Credentials(test).create()) {
            credentials.delete().expectError(ERROR, ErrorCode.NONE).expect("Results[0].User", credentials.user());
            credentials.awaitNone();
        }
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.user-logs-in",
            api = ALTER,
            needs = {"SaslHandshake", "SaslAuthenticate"},
            requirement = "A user whose credential is set can log in with its password, and not with another.",
            source = "KIP-554; RFC 5802",
            why = "This is what the credential is for.")
    void aUserWithACredentialLogsIn(Case test) {
        try (ScramUser user = ScramUser.create(test)) {
            user.awaitLogin();
            new LoginClient(test, "newcomer").logIn(user.login()).expectError(LoginClient.ERROR, ErrorCode.NONE);
            new LoginClient(test, "intruder")
                    .logIn(user.login().withWrongSecret())
                    .expectError(LoginClient.ERROR, ErrorCode.SASL_AUTHENTICATION_FAILED);
        }
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.iterations-bounded",
            api = ALTER,
            level = Level.SHOULD,
            requirement = "A credential with fewer than 4096 iterations, or more than 16384, is rejected with"
                    + " UNACCEPTABLE_CREDENTIAL.",
            source = SOURCE,
            why = "Java's client refuses to log in with fewer; with many more, each login costs the broker seconds.")
    void impossibleIterationsAreRejected(Case test) {
        try (Credentials credentials = new Credentials(test)) {
            for (int impossible : new int[] {ScramRequests.FEWEST_ITERATIONS - 1, ScramRequests.MOST_ITERATIONS + 1}) {
                expectRefused(
                        test,
                        ScramRequests.upsert(credentials.user(), Credentials.MECHANISM, impossible, SALTED),
                        ErrorCode.UNACCEPTABLE_CREDENTIAL);
            }
        }
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.unknown-mechanism-refused",
            api = ALTER,
            level = Level.SHOULD,
            requirement =
                    "A mechanism that does not exist is rejected with UNSUPPORTED_SASL_MECHANISM, when a credential is"
                            + " set and when it is deleted.",
            source = SOURCE,
            why = "A newer tool learns that the broker does not know the mechanism.")
    void anUnknownMechanismIsRejected(Case test) {
        String user = test.name("user");
        ErrorCode expected = ErrorCode.UNSUPPORTED_SASL_MECHANISM;
        expectRefused(
                test, ScramRequests.upsert(user, NO_MECHANISM, ScramRequests.FEWEST_ITERATIONS, SALTED), expected);
        expectRefused(test, ScramRequests.delete(user, NO_MECHANISM), expected);
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.nobody-refused",
            api = ALTER,
            level = Level.SHOULD,
            requirement = "A credential of a user without a name is rejected with UNACCEPTABLE_CREDENTIAL.",
            source = SOURCE,
            why = "Nobody could log in with it.")
    void aUserWithoutANameIsRejected(Case test) {
        expectRefused(
                test,
                ScramRequests.upsert("", Credentials.MECHANISM, ScramRequests.FEWEST_ITERATIONS, SALTED),
                ErrorCode.UNACCEPTABLE_CREDENTIAL);
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.twice-refused",
            api = ALTER,
            level = Level.SHOULD,
            requirement = "A user who is named twice in a request is rejected once, with DUPLICATE_RESOURCE.",
            source = SOURCE,
            why = "It is not said which of the two would be in force.")
    void aUserWhoIsNamedTwiceIsRejected(Case test) {
        try (Credentials credentials = new Credentials(test).create()) {
            ClientRequest once = ScramRequests.upsert(
                    credentials.user(), Credentials.MECHANISM, ScramRequests.FEWEST_ITERATIONS, SALTED);
            expectRefused(
                    test,
                    once.and(ScramRequests.delete(credentials.user(), Credentials.MECHANISM)),
                    ErrorCode.DUPLICATE_RESOURCE);
        }
    }

    @ConformanceTest(
            id = "alter-user-scram-credentials.nothing-to-delete",
            api = ALTER,
            level = Level.SHOULD,
            requirement = "Deleting a credential that does not exist is rejected with RESOURCE_NOT_FOUND.",
            source = SOURCE,
            why = "An administrator who mistyped a name would believe that the user is locked out.")
    void deletingNothingIsRejected(Case test) {
        expectRefused(
                test, ScramRequests.delete(test.name("user"), Credentials.MECHANISM), ErrorCode.RESOURCE_NOT_FOUND);
    }

    private static void expectRefused(Case test, ClientRequest request, ErrorCode expected) {
        new Administrator(test).ask(request).expectSize("Results", 1).expectError(ERROR, expected);
    }

    @ConformanceTest(
            id = "describe-user-scram-credentials.unknown-user",
            api = DESCRIBE,
            level = Level.SHOULD,
            requirement = "A user without credentials is returned with RESOURCE_NOT_FOUND.",
            source = SOURCE,
            why = "Java's admin client throws ResourceNotFoundException for this user alone.")
    void aUserWithoutCredentialsIsAnError(Case test) {
        String user = test.name("user");
        new Administrator(test)
                .ask(ScramRequests.describe(user))
                .expectSize("Results", 1)
                .expectError(ERROR, ErrorCode.RESOURCE_NOT_FOUND)
                .expect("Results[0].User", user);
    }

    @ConformanceTest(
            id = "describe-user-scram-credentials.twice-refused",
            api = DESCRIBE,
            level = Level.SHOULD,
            requirement = "A user who is asked for twice is returned once, with DUPLICATE_RESOURCE.",
            source = SOURCE,
            why = "The response has an entry a user.")
    void aUserWhoIsAskedForTwiceIsRejected(Case test) {
        String user = test.name("user");
        new Administrator(test)
                .ask(ScramRequests.describe(user, user))
                .expectSize("Results", 1)
                .expectError(ERROR, ErrorCode.DUPLICATE_RESOURCE);
    }

    @ConformanceTest(
            id = "describe-user-scram-credentials.each-user",
            api = DESCRIBE,
            needs = {ALTER},
            requirement = "Each user who is asked for has a result of its own: an error of one leaves the others.",
            source = SOURCE,
            why = "Java's admin client looks for each user in the response, and fails if one is missing.")
    void eachUserHasAResult(Case test) {
        try (Credentials credentials = new Credentials(test).create()) {
            String nobody = test.name("user");
            Answer answer = new Administrator(test)
                    .ask(ScramRequests.describe(nobody, credentials.user()))
                    .expectSize("Results", 2);
            answer.expectError(result(answer, nobody) + "ErrorCode", ErrorCode.RESOURCE_NOT_FOUND)
                    .expectError(result(answer, credentials.user()) + "ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "describe-user-scram-credentials.null-means-all",
            api = DESCRIBE,
            needs = {ALTER},
            requirement = "Null, or no user, asks for all users that have credentials.",
            source = SOURCE,
            why = "kafka-configs --describe --entity-type users asks in this way.")
    void noUserMeansAllUsers(Case test) {
        try (Credentials credentials = new Credentials(test).create()) {
            for (ClientRequest all : List.of(ScramRequests.describe((List<String>) null), ScramRequests.describe())) {
                Answer answer = new Administrator(test).ask(all).expectError("ErrorCode", ErrorCode.NONE);
                answer.expectError(result(answer, credentials.user()) + "ErrorCode", ErrorCode.NONE);
            }
        }
    }

    private static String result(Answer answer, String user) {
        return answer.entry("Results[User=" + user + "]")
                .orElseThrow(() -> answer.failure("Results", "an entry for the user " + user, "none"));
    }
}
