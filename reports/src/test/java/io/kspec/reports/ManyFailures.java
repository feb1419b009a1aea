package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Event;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Level;
import io.kspec.runlog.Side;
import java.util.ArrayList;
import java.util.List;

/** Failures that share next to nothing, with more bytes than a page has room for. */
final class ManyFailures {
    static final int BLAMED = 17;
    private static final int EXCHANGES = 20;

    private ManyFailures() {}

    static CaseResult of(int number) {
        List<Event> timeline = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            Frame request = SampleFrame.request(3, 8, i, "kspec-client-" + number + "-" + i)
                    .string("Topics[0].Name", "topic-" + number + "-" + i + "-".repeat(40))
                    .frame();
            SampleFrame response = SampleFrame.response(i);
            for (int topic = 0; topic < 8; topic++) {
                response.string("Topics[" + topic + "].Name", "topic-" + number * 31 + "-" + i + "-" + topic)
                        .int32("Topics[" + topic + "].PartitionIndex", number * 7919L + topic);
            }
            timeline.add(new ExchangeEvent(
                    "client", 1, new ApiVersion(3, "Metadata", 8), i, i, i + 0.5, request, response.frame()));
        }
        return CaseResult.failed(
                SampleRun.check("metadata.check-" + number % 100, "Check " + number % 100, Level.MUST),
                new ApiVersion(3, "Metadata", number / 100),
                new Failure("topic " + number, "another topic " + number, List.of("finding " + number)),
                number,
                EXCHANGES,
                timeline,
                new Blame(BLAMED, Side.RESPONSE, 4, 10, "Topics[0].Name", "Topic " + number + " is wrong.", null),
                List.of());
    }
}
