package io.kspec.reports;

import io.kspec.suite.log.AdvertisedApi;
import io.kspec.suite.log.ApiVersion;
import io.kspec.suite.log.Blame;
import io.kspec.suite.log.CaseResult;
import io.kspec.suite.log.Check;
import io.kspec.suite.log.ClientReaction;
import io.kspec.suite.log.Environment;
import io.kspec.suite.log.ExchangeEvent;
import io.kspec.suite.log.Failure;
import io.kspec.suite.log.Field;
import io.kspec.suite.log.Frame;
import io.kspec.suite.log.Level;
import io.kspec.suite.log.Liveness;
import io.kspec.suite.log.LogFault;
import io.kspec.suite.log.NoteEvent;
import io.kspec.suite.log.RunFooter;
import io.kspec.suite.log.RunHeader;
import io.kspec.suite.log.RunLog;
import io.kspec.suite.log.RunOptions;
import io.kspec.suite.log.Side;
import io.kspec.suite.log.Target;
import io.kspec.suite.log.VerdictCounts;
import java.util.List;

/** A run in which every text is an attack on whoever shows it. */
final class HostileRun {
    static final String MARKUP = "</script></style></title></pre><img src=x onerror=hacked()><svg onload=hacked()>";
    static final String ATTACK = MARKUP + "\"' onmouseover='hacked()' <!--<script>hacked()//]]>&lt;&#0;"
            + "\u0000\u0008\u001b[2J\u202e\u2066\u2028\ud800 \udfff\uffff |`*_[x](javascript:hacked())";

    private HostileRun() {}

    static RunLog log() {
        String s = ATTACK;
        Check check = new Check("a." + s, s, Level.MUST, s, s, s, s);
        Frame frame = Frame.of(new byte[] {0, 1, 2, 3}, List.of(new Field(0, 2, s, s, s), new Field(2, 4, s, s, s)));
        ApiVersion api = new ApiVersion(0, s, 1);
        List<CaseResult> results = List.of(
                CaseResult.failed(
                        check,
                        api,
                        new Failure(s, s, List.of(s)),
                        1,
                        1,
                        List.of(
                                new NoteEvent(s, 1, NoteEvent.Kind.TIMEOUT, 0, 1.0, s),
                                new ExchangeEvent(s, 1, api, 1, 1, 2.0, frame, frame)),
                        new Blame(1, Side.RESPONSE, 0, 2, s, s, 0.5),
                        List.of(new ClientReaction(s, s))),
                CaseResult.skipped(check, api, s),
                CaseResult.error(check, null, s, 1, 1, List.of()),
                CaseResult.passed(check, api, 1, 1));
        RunHeader header = new RunHeader(
                s,
                new Target(s, 1),
                SampleRun.START,
                s,
                List.of(new AdvertisedApi(0, s, 0, 32767)),
                List.of(),
                new RunOptions(s, List.of(s)),
                new Environment(s, s));
        RunFooter footer = new RunFooter(SampleRun.START, VerdictCounts.of(results), new Liveness(false, s), s);
        return new RunLog(header, results, footer, List.of(new LogFault(2, s, s)));
    }
}
