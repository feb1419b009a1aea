package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * AddRaftVoter (KIP-853). The errors and their order are those of Apache Kafka 4.3.1. No controller can be added, because there is none
 * besides the brokers: a new voter is answered REQUEST_TIMED_OUT, as one that cannot be reached.
 *
 * <ul>
 *   <li>v1: the client may ask for a response before the change is committed (KIP-1186).
 * </ul>
 */
public final class AddRaftVoterHandler implements ApiHandler {
    private final Cluster cluster;

    public AddRaftVoterHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AddRaftVoter";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        VoterRefusal refusal = refusal(request);
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", refusal.error())
                .set("ErrorMessage", refusal.message())
                .build());
    }

    private VoterRefusal refusal(Message request) {
        return VoterRefusal.ofRequest(request, cluster)
                .or(() -> request.getStructs("Listeners").stream().anyMatch(listener -> listener.getString("Name")
                                .equals(DescribeQuorumHandler.CONTROLLER_LISTENER))
                        ? VoterRefusal.ofFeature(cluster)
                        : VoterRefusal.refusal(
                                ErrorCode.INVALID_REQUEST,
                                "The request has no endpoint for the listener of controllers."))
                .orElseGet(
                        () -> cluster.brokers().find(request.getInt("VoterId")).isPresent()
                                ? new VoterRefusal(ErrorCode.DUPLICATE_VOTER, "There is already a voter with this id.")
                                : new VoterRefusal(ErrorCode.REQUEST_TIMED_OUT, "The voter cannot be reached."));
    }
}
