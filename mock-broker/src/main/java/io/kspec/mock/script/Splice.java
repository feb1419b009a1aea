package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import java.util.Comparator;
import java.util.List;

/**
 * Bytes that stand in for others.
 *
 * @param start the first byte that goes
 * @param end the byte after the last one that goes; equal to {@code start} where bytes are only put in
 * @param replacement what comes instead
 */
record Splice(int start, int end, Bytes replacement) {
    /** The bytes after all splices, whose places are those before any of them. */
    static Bytes applyAll(Bytes bytes, List<Splice> splices) {
        List<Splice> inOrder = splices.stream()
                .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
                .toList();
        Bytes result = Bytes.EMPTY;
        int at = 0;
        for (Splice splice : inOrder) {
            int start = Math.max(at, splice.start());
            result = result.concat(bytes.slice(at, start)).concat(splice.replacement());
            at = Math.max(at, splice.end());
        }
        return result.concat(bytes.slice(at));
    }
}
