package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import java.util.Random;
import java.util.function.Consumer;

/** Wrong correlation ids and frame sizes, frames that end early, bytes after the end. */
final class FrameSlips implements SlipMaker {
    private static final int MOST_STRAY = 12;

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        Bytes frame = sample.bytes();
        Random random = new Random(frame.hashCode());
        for (LayoutEntry entry : sample.entries()) {
            if (entry.path().equals("CorrelationId") && !sample.inBody(entry)) {
                correlationId(sample, entry, slips);
            }
        }
        slips.accept(Slipped.of(
                SlipKind.SIZE_IN_FRAME,
                "",
                sample,
                Slipped.insert(0, new ByteWriter().int32(frame.size()).bytes())));
        int cut = 1 + random.nextInt(Math.max(1, Math.min(MOST_STRAY, frame.size() - 5)));
        slips.accept(new Slipped(SlipKind.FRAME_CUT, "", frame.slice(0, frame.size() - cut), frame.size() - cut));
        slips.accept(Slipped.ofSize("counts itself", sample, frame.size() + Integer.BYTES));
        for (int off : new int[] {-2, -1, 1, 2, 5}) {
            slips.accept(Slipped.ofSize("", sample, frame.size() + off));
        }
        byte[] stray = new byte[1 + random.nextInt(MOST_STRAY)];
        random.nextBytes(stray);
        slips.accept(
                Slipped.of(SlipKind.TRAILING_BYTES, "random", sample, Slipped.insert(frame.size(), Bytes.wrap(stray))));
        slips.accept(Slipped.of(
                SlipKind.TRAILING_BYTES,
                "the next frame",
                sample,
                Slipped.insert(
                        frame.size(),
                        new ByteWriter().int32(frame.size()).raw(frame).bytes())));
    }

    private static void correlationId(SampleMessage sample, LayoutEntry entry, Consumer<Slipped> slips) {
        Bytes id = sample.bytes().slice(entry.start(), entry.end());
        slips.accept(
                Slipped.of(SlipKind.CORRELATION_ID_MISSING, "", sample, Slipped.remove(entry.start(), entry.end())));
        slips.accept(Slipped.of(SlipKind.CORRELATION_ID_DOUBLED, "", sample, Slipped.insert(entry.end(), id)));
        slips.accept(Slipped.of(
                SlipKind.CORRELATION_ID_WRONG,
                "",
                sample,
                new Slipped.Splice(
                        entry.start(),
                        entry.end(),
                        new ByteWriter().int32(id.getInt(0) + 1).bytes())));
    }
}
