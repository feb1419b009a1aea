package io.kspec.suite.session;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;

/** Receives the events of a run, on the thread that runs the checks: implementations should return quickly. */
public interface RunListener {
    /** The target answered and the run begins. */
    default void started(RunHeader header) {}

    /** A case begins. There is no end to one that is played only for its exchanges to be judged by other checks. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
