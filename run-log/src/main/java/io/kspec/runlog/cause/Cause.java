package io.kspec.runlog.cause;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ClientReaction;
import java.util.List;

/**
 * What a set of failed cases has in common.
 *
 * @param id stable within a run: the place of the fault, such as {@code OffsetFetch Groups[].Topics[]… CommittedOffset}
 * @param title what is wrong, in one short sentence without versions
 * @param severity how grave it is
 * @param faces its distinct faces, the gravest first; at least one
 * @param blocked cases that could not be played because of it
 * @param clients how real clients react, each once
 */
public record Cause(
        String id,
        String title,
        Severity severity,
        List<Face> faces,
        List<CaseResult> blocked,
        List<ClientReaction> clients) {
    public Cause {
        faces = List.copyOf(faces);
        blocked = List.copyOf(blocked);
        clients = List.copyOf(clients);
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("cause " + id + ": expected a face, found none");
        }
    }

    /** The failed cases, those of the first face first. */
    public List<CaseResult> cases() {
        return faces.stream().flatMap(face -> face.cases().stream()).toList();
    }
}
