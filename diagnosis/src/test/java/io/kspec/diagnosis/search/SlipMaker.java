package io.kspec.diagnosis.search;

import java.util.function.Consumer;

/** Breaks one thing about a message, in every way that it knows. */
interface SlipMaker {
    void make(Specimen specimen, Consumer<Slipped> slips);
}
