package io.kspec.runlog;

import java.time.Instant;
import java.util.List;

/** Values that log tests write and read. */
final class Samples {
    static final Instant START = Instant.parse("2026-11-20T10:00:00.125Z");
    static final Check CHECK = new Check(
            "offset-fetch.committed-offset-survives",
            "A committed offset is fetched back",
            Level.MUST,
            "OffsetFetch answers the offset that was committed.",
            "OffsetFetchResponse.json, CommittedOffset",
            "A consumer would begin at the wrong record.",
            "core");
    static final ApiVersion OFFSET_FETCH = new ApiVersion(9, "OffsetFetch", 2);
    static final Liveness ALIVE = new Liveness(true, "ApiVersions v0 answered in 2 ms");

    private Samples() {}

    static RunHeader header() {
        return new RunHeader(
                "0.1.0",
                new TargetAddress("::1", 9092),
                START,
                "kspec-7f3a",
                List.of(new AdvertisedApi(9, "OffsetFetch", 0, 7)),
                List.of(new KnownApi(9, "OffsetFetch", 0, 10, true)),
                new RunOptions("core", List.of("offset-fetch.*")),
                new Environment("OpenJDK 17", "Linux 6 amd64"));
    }

    static CaseResult passed() {
        return CaseResult.passed(CHECK, OFFSET_FETCH, 12.5, 4);
    }

    static ExchangeEvent exchange(Frame request, Frame response) {
        return new ExchangeEvent("consumer", 1, OFFSET_FETCH, 7, 1.25, 3.5, request, response);
    }

    static CaseResult failed(List<Event> timeline, Blame blame) {
        return CaseResult.failed(
                CHECK,
                OFFSET_FETCH,
                new Failure("8589934599", "7", List.of("Topics[0].Partitions[0].CommittedOffset is 7")),
                20,
                timeline.size(),
                timeline,
                blame,
                List.of(new ClientReaction("sarama", "insufficient data to decode packet")));
    }

    static CaseResult failedWithFrames() {
        Frame request = Frame.of(new byte[] {0, 9, 0, 2}, List.of(new Field(0, 2, "ApiKey", "int16", "9")));
        Frame response =
                Frame.of(new byte[] {0, 0, 0, 7, 0, 7}, List.of(new Field(0, 4, "CorrelationId", "int32", "7")));
        List<Event> timeline = List.of(
                new NoteEvent("consumer", 1, NoteEvent.Kind.CONNECT, 0, null, "to localhost:9092"),
                exchange(request, response),
                new NoteEvent("", 0, NoteEvent.Kind.WAIT, 4, 500.0, "for a rebalance"),
                new ExchangeEvent("consumer", 1, null, null, 5, null, request, null));
        return failed(timeline, new Blame(1, Side.RESPONSE, 4, 6, "CommittedOffset", "an int16 stands here", 0.9));
    }
}
