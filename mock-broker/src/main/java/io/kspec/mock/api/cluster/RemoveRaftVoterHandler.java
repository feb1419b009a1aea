package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * RemoveRaftVoter (KIP-853). The errors and their order are those of Apache Kafka 4.3.1. The brokers, which vote, have no ids of
 * directories, so nobody can name one of them: VOTER_NOT_FOUND.
 */
public final class RemoveRaftVoterHandler implements ApiHandler {
    private final Cluster cluster;

    public RemoveRaftVoterHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "RemoveRaftVoter";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        VoterRefusal refusal = VoterRefusal.ofRequest(request, cluster)
                .or(() -> VoterRefusal.ofFeature(cluster))
                .orElseGet(() -> new VoterRefusal(ErrorCode.VOTER_NOT_FOUND, "There is no such voter."));
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", refusal.error())
                .set("ErrorMessage", refusal.message())
                .build());
    }
}
