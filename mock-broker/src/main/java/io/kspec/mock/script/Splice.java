package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * A replacement of a range of bytes.
 *
 * @param start the first byte to replace
 * @param end the byte after the last one to replace; equal to {@code start} for an insertion
 * @param replacement the bytes to put in
 */
record Splice(int start, int end, Bytes replacement) {
    /** Applies splices, all of whose positions refer to the original bytes. */
    static Bytes applyAll(Bytes bytes, List<Splice> splices) {
        List<Splice> inOrder = splices.stream()
                .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
                .toList();
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.size());
        int at = 0;
        for (Splice splice : inOrder) {
            append(result, bytes.slice(at, Math.max(at, splice.start())));
            append(result, splice.replacement());
            at = Math.max(at, splice.end());
        }
        append(result, bytes.slice(at));
        return Bytes.wrap(result.toByteArray());
    }

    private static void append(ByteArrayOutputStream result, Bytes bytes) {
        result.write(bytes.array(), bytes.arrayOffset(), bytes.size());
    }
}
