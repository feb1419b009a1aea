package io.kspec.runlog;

/** Takes what is read from a run log, in the order of its lines. */
public interface RunLogListener {
    /** The header; at most once. */
    void header(RunHeader header);

    /** A result. */
    void result(CaseResult result);

    /** The footer; at most once. */
    void footer(RunFooter footer);

    /** Something that is wrong; what can still be read follows. */
    void fault(LogFault fault);
}
