package io.kspec.runlog.outlook;

import io.kspec.runlog.CaseResult;
import org.jspecify.annotations.Nullable;

/**
 * Why a client does not do a job, or why that is not known.
 *
 * @param prospect {@link Prospect#STOPPED} or {@link Prospect#UNKNOWN}
 * @param reason what stops it, such as what the client prints, or why it is not known
 * @param where the API and version that it is about, such as {@code Fetch v11}; empty if the reason names it
 * @param example a case that shows it, or null if none does
 */
public record Obstacle(Prospect prospect, String reason, String where, @Nullable CaseResult example) {
    /** The run does not tell, for a reason that names the API. */
    static Obstacle unknown(String reason, @Nullable CaseResult example) {
        return new Obstacle(Prospect.UNKNOWN, reason, "", example);
    }

    /** {@code "CRC didn't match expected 0x1 got 0x2" (Fetch v11)}. */
    @Override
    public String toString() {
        return where.isEmpty() ? reason : reason + " (" + where + ")";
    }
}
