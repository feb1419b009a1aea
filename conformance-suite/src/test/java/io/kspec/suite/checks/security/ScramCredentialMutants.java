package io.kspec.suite.checks.security;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.MutantListener.SECURED;

import io.kspec.mock.script.Stub;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers with wrong SCRAM credentials. */
final class ScramCredentialMutants implements AreaMutants {
    private static final String DESCRIBE = "DescribeUserScramCredentials";
    private static final String ALTER = "AlterUserScramCredentials";
    private static final String ERRORS = "Results[*].ErrorCode";
    private static final String BLAMED = "Results[0].ErrorCode";
    private static final String ITERATIONS = "CredentialInfos[0].Iterations";

    private static final List<Mutant> ALL = List.of(
            invented("K620", "credentials are described with other iterations")
                    .by(request(DESCRIBE).willReturn(asKafka().with("Results[*].CredentialInfos[*].Iterations", 4096)))
                    .failing("alter-user-scram-credentials.described", ALTER, "0")
                    .blaming(DESCRIBE, "Results[0]." + ITERATIONS)
                    .saying("= 4097, found 4096"),
            invented("K621", "a credential that was deleted is still described")
                    .by(request(DESCRIBE).willReturn(asKafka().with(ERRORS, ErrorCode.NONE)))
                    .failing("alter-user-scram-credentials.deleted", ALTER, "0")
                    .blaming(DESCRIBE, BLAMED)
                    .saying("RESOURCE_NOT_FOUND, found 0 NONE"),
            invented("K622", "another password is stored than the client sent")
                    .behind(SECURED)
                    .by(request(ALTER)
                            .willReturn(
                                    asKafka().asIfAsked("Upsertions[*].SaltedPassword", Bytes.copyOf(new byte[32]))))
                    .failing("alter-user-scram-credentials.user-logs-in", ALTER, "0")
                    .blaming("SaslAuthenticate", "ErrorCode")
                    .saying("0 NONE, found 58 SASL_AUTHENTICATION_FAILED"),
            invented("K623", "a credential may have any number of iterations")
                    .by(accepting())
                    .failing("alter-user-scram-credentials.iterations-bounded", ALTER, "0")
                    .blaming(BLAMED)
                    .saying("UNACCEPTABLE_CREDENTIAL, found 0 NONE"),
            invented("K624", "a mechanism that does not exist is accepted")
                    .by(accepting())
                    .failing("alter-user-scram-credentials.unknown-mechanism-refused", ALTER, "0")
                    .blaming(BLAMED)
                    .saying("UNSUPPORTED_SASL_MECHANISM, found 0 NONE"),
            invented("K625", "a user without a name is accepted")
                    .by(accepting())
                    .failing("alter-user-scram-credentials.nobody-refused", ALTER, "0")
                    .blaming(BLAMED)
                    .saying("UNACCEPTABLE_CREDENTIAL, found 0 NONE"),
            invented("K626", "a user may be altered twice in a request")
                    .by(accepting())
                    .failing("alter-user-scram-credentials.twice-refused", ALTER, "0")
                    .blaming(BLAMED)
                    .saying("DUPLICATE_RESOURCE, found 0 NONE"),
            invented("K627", "deleting nothing succeeds")
                    .by(accepting())
                    .failing("alter-user-scram-credentials.nothing-to-delete", ALTER, "0")
                    .blaming(BLAMED)
                    .saying("RESOURCE_NOT_FOUND, found 0 NONE"),
            invented("K628", "every user exists")
                    .by(request(DESCRIBE).willReturn(asKafka().with(ERRORS, ErrorCode.NONE)))
                    .failing("describe-user-scram-credentials.unknown-user", DESCRIBE, "0")
                    .blaming(BLAMED)
                    .saying("RESOURCE_NOT_FOUND, found 0 NONE"),
            invented("K629", "a user may be asked for twice")
                    .by(request(DESCRIBE).willReturn(asKafka().with(ERRORS, ErrorCode.NONE)))
                    .failing("describe-user-scram-credentials.twice-refused", DESCRIBE, "0")
                    .blaming(BLAMED)
                    .saying("DUPLICATE_RESOURCE, found 0 NONE"),
            invented("K630", "users without credentials are left out")
                    .by(request(DESCRIBE).willReturn(asKafka().without("Results[ErrorCode=91]")))
                    .failing("describe-user-scram-credentials.each-user", DESCRIBE, "0")
                    .blaming("Results")
                    .saying("expected 2 entries"),
            invented("K631", "a request for all users is answered with none")
                    .by(request(DESCRIBE)
                            .where("Users", null)
                            .willReturn(asKafka().without("Results[*]")))
                    .failing("describe-user-scram-credentials.null-means-all", DESCRIBE, "0")
                    .blaming("Results")
                    .saying("an entry for the user"));

    private static Stub accepting() {
        return request(ALTER).willReturn(asKafka().with(ERRORS, ErrorCode.NONE));
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
