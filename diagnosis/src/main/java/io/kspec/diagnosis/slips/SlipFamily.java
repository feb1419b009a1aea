package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.reading.Hypothesis;
import java.util.function.Consumer;

/** Slips of one sort: proposes every hypothesis of its sort that could concern the bytes. */
public interface SlipFamily {
    void propose(SearchState scene, Consumer<Hypothesis> proposals);
}
