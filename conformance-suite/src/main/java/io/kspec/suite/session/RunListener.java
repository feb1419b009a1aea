package io.kspec.suite.session;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;

/** Receives the events of a run, on the thread that runs the checks: implementations should return quickly. */
public interface RunListener {
    /** The target answered and the run begins. */
    default void started(RunHeader header) {}

    /** A case begins. A case that runs only so that other checks can judge its exchanges has no end event. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
