package io.kspec.suite.run;

import io.kspec.suite.log.CaseResult;
import io.kspec.suite.log.RunHeader;

/** Told of a run while it runs. Called by the thread that runs the checks, so it should be quick. */
public interface RunListener {
    /** The target answered, and the run begins. */
    default void started(RunHeader header) {}

    /** A case begins. */
    default void began(String checkId, String caseName) {}

    /** A case ended. */
    default void ended(CaseResult result) {}
}
