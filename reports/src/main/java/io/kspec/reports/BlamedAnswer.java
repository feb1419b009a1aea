package io.kspec.reports;

import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds whose answer was wrong where a check of one API fails for the answer of another. */
final class BlamedAnswer {
    private BlamedAnswer() {}

    /** The API and version of the wrong answer, or null if it is what the case is about, or is not known. */
    static @Nullable ApiVersion elsewhere(CaseResult result) {
        Blame blame = result.blame();
        if (blame == null
                || blame.side() != Side.RESPONSE
                || !(result.timeline().get(blame.event()) instanceof ExchangeEvent exchange)) {
            return null;
        }
        ApiVersion answered = exchange.api();
        ApiVersion own = result.api();
        boolean same = answered == null
                || (own != null && own.key() == answered.key() && Objects.equals(own.version(), answered.version()));
        return same ? null : answered;
    }
}
