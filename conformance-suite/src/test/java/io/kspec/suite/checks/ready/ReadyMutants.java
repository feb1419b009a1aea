package io.kspec.suite.checks.ready;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that are never ready for clients, or do not survive it. */
final class ReadyMutants implements AreaMutants {
    private static final List<Mutant> ALL = List.of(
            invented("K140", "a coordinator is never available")
                    .by(request("FindCoordinator").willReturn(asKafka().error(ErrorCode.COORDINATOR_NOT_AVAILABLE)))
                    .failing("ready.coordinator")
                    .blaming("FindCoordinator", "Coordinators[0].ErrorCode")
                    .saying("found 15 COORDINATOR_NOT_AVAILABLE"),
            invented("K141", "clients are told to ask again with an error that they do not know")
                    .by(request("JoinGroup").willReturn(asKafka().error(ErrorCode.UNKNOWN_SERVER_ERROR)))
                    .failing("ready.group")
                    .blaming("JoinGroup", "ErrorCode")
                    .saying("found -1 UNKNOWN_SERVER_ERROR"),
            mutant(
                            "K142",
                            "a count of -1 is read as unsigned: who asks for all offsets of a group ends the broker",
                            "SeaweedFS cc8364a")
                    .by(request("OffsetFetch").willReturn(disconnectBeforeApplying()))
                    .failing("ready.group-offsets")
                    .saying("closed"),
            invented("K143", "producer ids are for transactions alone")
                    .by(request("InitProducerId").willReturn(asKafka().error(ErrorCode.INVALID_REQUEST)))
                    .failing("ready.producer-id")
                    .blaming("InitProducerId", "ErrorCode")
                    .saying("found 42 INVALID_REQUEST"),
            invented("K248", "producer ids are for producers without transactions alone")
                    .by(request("InitProducerId")
                            .willReturn(asKafka().error(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED)))
                    .failing("ready.transactional-producer")
                    .blaming("InitProducerId", "ErrorCode")
                    .saying("found 53 TRANSACTIONAL_ID_AUTHORIZATION_FAILED"),
            invented("K144", "a topic never gets a leader")
                    .by(request("Metadata").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", -1)))
                    .failing("ready.topic")
                    .saying("LEADER_NOT_AVAILABLE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
