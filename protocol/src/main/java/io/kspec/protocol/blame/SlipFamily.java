package io.kspec.protocol.blame;

import java.util.function.Consumer;

/** Slips of one sort: proposes every hypothesis of its sort that could concern the bytes. */
interface SlipFamily {
    void propose(Scene scene, Consumer<Hypothesis> proposals);
}
