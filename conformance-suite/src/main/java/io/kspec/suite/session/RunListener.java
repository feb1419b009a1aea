package io.kspec.suite.session;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;

/**
 * Receives the events of a run, one at a time, on the threads that run the checks: implementations should return quickly.
 * With several lanes, a case may begin before others ended.
 */
public interface RunListener {
    /** The target answered and the run begins. */
    default void started(RunHeader header) {}

    /**
     * How many cases are to end in the whole run, as far as it is known: the checks that judge the responses of others are
     * counted once there are such responses, so that the number rises once.
     */
    default void planned(int cases) {}

    /** A case begins. A case that runs only so that other checks can judge its exchanges has no end event. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
