package io.kspec.runlog;

/** Receives the lines of a run log in order. */
public interface RunLogListener {
    /** The header; at most once. */
    void header(RunHeader header);

    /** A result. */
    void result(CaseResult result);

    /** The footer; at most once. */
    void footer(RunFooter footer);

    /** Something wrong; whatever can still be read follows. */
    void fault(LogFault fault);
}
