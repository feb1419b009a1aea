package io.kspec.diagnosis.search;

import java.util.function.Consumer;

/** Makes every slip of one kind in a message. */
interface SlipMaker {
    void make(SampleMessage sample, Consumer<Slipped> slips);
}
