package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Record;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Brokers whose compaction keeps other records than the last of each key, or changes their offsets. */
final class CompactionMutants implements AreaMutants {
    private static final String CHECK = "compaction.last-record-stays";
    private static final String FETCHED = "Responses[0].Partitions[0].Records";

    private static final List<Mutant> ALL = List.of(
            invented("K503", "compaction keeps the first record of each key")
                    .by(request("Fetch")
                            .where("Topics[*].Partitions[*].FetchOffset", 0)
                            .willReturn(asKafka().with("Responses[*].Partitions[*].Records", firstOfEachKey())))
                    .failing(CHECK)
                    .blaming("Fetch", FETCHED)
                    .saying("found [a=value-0 at offset 0, b=value-1 at offset 1, c=value-3 at offset 3, d=value-6"),
            invented("K503b", "compaction counts offsets again from 0")
                    .by(request("Fetch")
                            .where("Topics[*].Partitions[*].FetchOffset", 0)
                            .willReturn(asKafka().with("Responses[*].Partitions[*].Records", renumbered())))
                    .failing(CHECK)
                    .blaming("Fetch", FETCHED)
                    .saying("found [c=value-3 at offset 0, a=value-4 at offset 1, b=value-5 at offset 2, d=value-6"),
            invented("K503c", "the log ends after as many records as compaction leaves")
                    .by(request("ListOffsets").willReturn(asKafka().with("Topics[*].Partitions[*].Offset", 4)))
                    .failing(CHECK)
                    .blaming("ListOffsets", "Topics[0].Partitions[0].Offset")
                    .saying("= 7, found 4"));

    private static Bytes firstOfEachKey() {
        List<Record> records = new ArrayList<>(CompactionChecks.written());
        Collections.reverse(records);
        records = new ArrayList<>(CompactionChecks.lastOfEachKey(records));
        Collections.reverse(records);
        return Payload.builder(records).build().bytes();
    }

    private static Bytes renumbered() {
        List<Record> kept = CompactionChecks.lastOfEachKey(CompactionChecks.written());
        return Payload.builder(IntStream.range(0, kept.size())
                        .mapToObj(i -> CompactionChecks.at(i, kept.get(i)))
                        .toList())
                .build()
                .bytes();
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
