package io.kspec.suite.session;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunHeader;

/** Told of a run while it runs. Called by the thread that runs the checks, so it should be quick. */
public interface RunListener {
    /** The target answered, and the run begins. */
    default void started(RunHeader header) {}

    /** A case begins. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
