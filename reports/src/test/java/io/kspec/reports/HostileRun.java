package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Check;
import io.kspec.runlog.ClientReaction;
import io.kspec.runlog.Environment;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Field;
import io.kspec.runlog.Frame;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.Measurement;
import io.kspec.runlog.NoteEvent;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.Side;
import io.kspec.runlog.TargetAddress;
import io.kspec.runlog.VerdictCounts;
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
                CaseResult.passed(check, api, 1, 1).with(List.of(new Measurement(s, 1, s))));
        RunHeader header = new RunHeader(
                s,
                new TargetAddress(s, 1),
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
