package io.kspec.runlog.cause;

/**
 * A symptom, and what is said about it.
 *
 * @param symptom the symptom
 * @param sentence what is wrong, without API and versions
 * @param face what it has in common with other symptoms of the same face
 */
record Told(Symptom symptom, String sentence, String face) {}
