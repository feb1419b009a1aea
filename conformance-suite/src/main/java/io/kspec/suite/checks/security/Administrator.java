package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ErrorCodes;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** The client that administers the cluster: the role {@code admin} of the run. */
final class Administrator {
    private static final Set<ErrorCode> DENIED = Set.of(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);

    private final Case test;

    Administrator(Case test) {
        this.test = test;
    }

    /**
     * Sends a request.
     *
     * @throws TestAbortedException if the client may not send it, as on a cluster that lets nobody administer it from here
     */
    Answer ask(ClientRequest request) {
        Answer answer = test.ask(test.stage().admin().connection(), request);
        if (ErrorCodes.haveAny(answer.body(), DENIED)) {
            throw new TestAbortedException("needs a principal that may send "
                    + request.api().name() + ": see the properties admin.* of --command-config");
        }
        return answer;
    }
}
