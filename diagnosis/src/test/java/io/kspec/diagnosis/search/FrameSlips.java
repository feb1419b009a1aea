package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import java.util.Random;
import java.util.function.Consumer;

/** Correlation ids and frame sizes that are wrong, frames that end early, bytes after the end. */
final class FrameSlips implements SlipMaker {
    private static final int MOST_STRAY = 12;

    @Override
    public void make(Specimen specimen, Consumer<Slipped> slips) {
        Bytes frame = specimen.frame();
        Random random = new Random(frame.hashCode());
        for (LayoutEntry entry : specimen.entries()) {
            if (entry.path().equals("CorrelationId") && !specimen.inBody(entry)) {
                correlationId(specimen, entry, slips);
            }
        }
        slips.accept(Slipped.of(
                SlipKind.SIZE_IN_FRAME,
                "",
                specimen,
                Slipped.insert(0, new Wire().int32(frame.size()).bytes())));
        int cut = 1 + random.nextInt(Math.max(1, Math.min(MOST_STRAY, frame.size() - 5)));
        slips.accept(new Slipped(SlipKind.FRAME_LENGTH, "cut", frame.slice(0, frame.size() - cut), frame.size() - cut));
        slips.accept(Slipped.ofSize("size counts itself", specimen, frame.size() + Integer.BYTES));
        for (int off : new int[] {-2, -1, 1, 2, 5}) {
            slips.accept(Slipped.ofSize("size is off", specimen, frame.size() + off));
        }
        byte[] stray = new byte[1 + random.nextInt(MOST_STRAY)];
        random.nextBytes(stray);
        slips.accept(Slipped.of(
                SlipKind.TRAILING_BYTES, "random", specimen, Slipped.insert(frame.size(), Bytes.wrap(stray))));
        slips.accept(Slipped.of(
                SlipKind.TRAILING_BYTES,
                "the next frame",
                specimen,
                Slipped.insert(
                        frame.size(), new Wire().int32(frame.size()).raw(frame).bytes())));
    }

    private static void correlationId(Specimen specimen, LayoutEntry entry, Consumer<Slipped> slips) {
        Bytes id = specimen.frame().slice(entry.start(), entry.end());
        slips.accept(
                Slipped.of(SlipKind.CORRELATION_ID_MISSING, "", specimen, Slipped.remove(entry.start(), entry.end())));
        slips.accept(Slipped.of(SlipKind.CORRELATION_ID_DOUBLED, "", specimen, Slipped.insert(entry.end(), id)));
        slips.accept(Slipped.of(
                SlipKind.CORRELATION_ID_WRONG,
                "",
                specimen,
                new Slipped.Splice(
                        entry.start(),
                        entry.end(),
                        new Wire().int32(id.getInt(0) + 1).bytes())));
    }
}
