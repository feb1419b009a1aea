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

    /** A case begins. A case that runs only so that other checks can judge its exchanges has no end event. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
