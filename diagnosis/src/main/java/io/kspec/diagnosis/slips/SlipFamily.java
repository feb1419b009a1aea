package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.reading.Hypothesis;
import java.util.function.Consumer;

/** Proposes every hypothesis of one kind of slip that could apply to the bytes. */
public interface SlipFamily {
    void propose(SearchState state, Consumer<Hypothesis> proposals);
}
