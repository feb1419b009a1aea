package io.kspec.suite.checks.wire;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.disconnectBeforeApplying;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.mock.api.Handlers;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that say wrongly what they speak. */
final class NegotiationMutants implements AreaMutants {
    private static final Map<String, Integer> HEARTBEAT = Map.of("ApiKey", 12, "MinVersion", 0, "MaxVersion", 4);

    private static final List<Mutant> ALL = List.of(
            mutant("Q8", "OffsetCommit and OffsetFetch are answered, but not advertised", "Quafka 2bbcc07")
                    .by(request("ApiVersions")
                            .willReturn(asKafka().without("ApiKeys[ApiKey=8]").without("ApiKeys[ApiKey=9]")))
                    .failing("api-versions.group-apis-are-complete")
                    .blaming("ApiVersions", "ApiKeys")
                    .saying("found none of [OffsetCommit, OffsetFetch]"),
            mutant("Q17", "ApiVersions v1 and v2 come without the throttle time", "Quafka quafka/broker.go")
                    .by(request("ApiVersions")
                            .atVersions(1, 2)
                            .willReturn(asKafka().inLayoutOf(0)))
                    .failing("wire.well-formed-answer", "ApiVersions", "1-2")
                    .blaming("ThrottleTimeMs")
                    .saying("missing"),
            mutant("S8", "ApiVersions v0 ends with a throttle time", "SeaweedFS bfe15f970")
                    .by(request("ApiVersions").atVersion(0).willReturn(asKafka().inLayoutOf(1)))
                    .failing("wire.well-formed-answer", "ApiVersions", "0")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v1"),
            mutant("S9", "ApiVersions counts one API more than it lists", "SeaweedFS 779015582, 289e382cf")
                    .by(request("ApiVersions").atVersion(0).willReturn(asKafka().miscounting("ApiKeys", 1)))
                    .failing("wire.well-formed-answer", "ApiVersions", "0")
                    .blaming("ApiKeys")
                    .saying("count"),
            mutant("S10", "Heartbeat v4 is advertised, and not answered", "SeaweedFS d6f688a44, a5f330ad1")
                    .by(request("Heartbeat").atVersion(4).willReturn(disconnectBeforeApplying()))
                    .failing("wire.well-formed-answer", "Heartbeat", "4")
                    .saying("closed"),
            mutant("P25", "Heartbeat v4 is answered, although only versions up to 3 are advertised", "pg_kafka CONF-6")
                    .by(request("ApiVersions").willReturn(asKafka().with("ApiKeys[ApiKey=12].MaxVersion", 3)))
                    .failing("wire.unadvertised-version-refused", "Heartbeat", "4")
                    .saying("an answer of"),
            mutant("S7", "Metadata v1 has the correlation id twice", "SeaweedFS edeb92274, bfe15f970, 2dcf7e63a")
                    .by(request("Metadata").atVersion(1).willReturn(asKafka().doubling("Header.CorrelationId")))
                    .failing("wire.well-formed-answer", "Metadata", "1")
                    .blaming("CorrelationId")
                    .saying("is repeated"),
            mutant("S31", "Heartbeat v4 has the header's tag buffer twice", "SeaweedFS dd0f9fa80")
                    .by(request("Heartbeat").atVersion(4).willReturn(asKafka().doubling("Header.TaggedFields")))
                    .failing("wire.well-formed-answer", "Heartbeat", "4")
                    .blaming("TaggedFields")
                    .saying("is repeated"),
            invented("K29", "an API is listed twice")
                    .by(request("ApiVersions").willReturn(asKafka().adding("ApiKeys", HEARTBEAT)))
                    .failing("api-versions.ranges-make-sense", "ApiVersions", "0-5")
                    .blaming("ApiKeys[" + Handlers.advertisedVersions().ranges().size() + "].ApiKey")
                    .saying("12 again"),
            invented("K30", "the lowest version of an API is above its highest")
                    .by(request("ApiVersions").willReturn(asKafka().with("ApiKeys[ApiKey=12].MinVersion", 5)))
                    .failing("api-versions.ranges-make-sense", "ApiVersions", "0-5")
                    .blaming("ApiKeys[8].MaxVersion")
                    .saying("a highest version from 5 on, found 4"),
            invented("K31", "ApiVersions v0 tells of fewer versions than the others")
                    .by(request("ApiVersions")
                            .atVersion(0)
                            .willReturn(asKafka().with("ApiKeys[ApiKey=12].MaxVersion", 3)))
                    .failing("api-versions.same-at-every-version", "ApiVersions", "0")
                    .blaming("ApiKeys")
                    .saying("12: 0-3"),
            invented("K32", "whoever asks may be nameless")
                    .by(request("ApiVersions")
                            .where("ClientSoftwareName", "")
                            .willReturn(asKafka().asIfAsked("ClientSoftwareName", "nobody")))
                    .failing("api-versions.client-software-checked", "ApiVersions", "3-5")
                    .blaming("ErrorCode")
                    .saying("INVALID_REQUEST, found 0 NONE"),
            invented("K901", "the lowest version of a supported feature is above its highest")
                    .by(request("ApiVersions")
                            .atVersion(3)
                            .willReturn(asKafka().with("SupportedFeatures[Name=metadata.version].MinVersion", 99)))
                    .failing("api-versions.supported-features-make-sense", "ApiVersions", "3")
                    .blaming("SupportedFeatures[0].MaxVersion")
                    .saying("99 or more"),
            invented("K902", "a feature is finalized at a level that is not supported")
                    .by(request("ApiVersions")
                            .willReturn(asKafka().with("FinalizedFeatures[Name=metadata.version].MaxVersionLevel", 99)))
                    .failing("api-versions.finalized-features-are-supported", "ApiVersions", "3-5")
                    .blaming("FinalizedFeatures[5].MaxVersionLevel")
                    .saying("a level within the supported"),
            invented("K33", "everybody is told to wait")
                    .by(request("ApiVersions").willReturn(asKafka().with("ThrottleTimeMs", 100)))
                    .failing("api-versions.no-wait-to-tell", "ApiVersions", "1-5")
                    .blaming("ThrottleTimeMs")
                    .saying("= 0, found 100"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
