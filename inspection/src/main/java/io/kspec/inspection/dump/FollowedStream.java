package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Both sides of a TCP stream as a hex dump: what Wireshark's "Follow TCP Stream" shows, and tshark prints with {@code -z
 * follow,tcp,hex,0}. The lines of the side that answers are indented, and each side counts its own bytes.
 */
final class FollowedStream {
    private static final Pattern LINE =
            Pattern.compile("(\\t| {4})?([0-9a-fA-F]{8}) {1,2}([0-9a-fA-F]{2}(?: {1,2}[0-9a-fA-F]{2}\\b)*+)(?:\\s.*)?");
    private static final int START = 0;

    private final ByteArrayOutputStream[] sides = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
    private final List<Bytes> packets = new ArrayList<>();
    private int side;

    private FollowedStream() {}

    /** Whether both sides start, one of them indented. */
    static boolean isIn(String text) {
        boolean[] starts = new boolean[2];
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (Long.parseLong(line.group(2), 16) == START) {
                starts[sideOf(line)] = true;
            }
        });
        return starts[0] && starts[1];
    }

    private static int sideOf(Matcher line) {
        return line.group(1) == null ? 0 : 1;
    }

    static DumpInput read(String text) {
        FollowedStream stream = new FollowedStream();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                stream.line(line, i + 1);
            }
        }
        stream.endSegment();
        if (stream.packets.isEmpty()) {
            throw new InspectionException("expected the hex dump of a TCP stream, found none");
        }
        return DumpInput.of(DumpFormat.FOLLOW, new Dump.Packets(stream.packets));
    }

    private void line(Matcher line, int number) {
        if (sideOf(line) != side) {
            endSegment();
            side = sideOf(line);
        }
        long offset = Long.parseLong(line.group(2), 16);
        int expected = sides[side].size() + segment.size();
        if (offset != expected) {
            throw new InspectionException(String.format(
                    "line %d: expected offset %08x, since %d bytes of this side precede it, found %s",
                    number, expected, expected, line.group(2)));
        }
        segment.writeBytes(Bytes.fromHex(line.group(3)).toArray());
    }

    private void endSegment() {
        if (segment.size() > 0) {
            packets.add(ExportedSegment.ofSide(side, sides[side].size(), Bytes.wrap(segment.toByteArray())));
            sides[side].writeBytes(segment.toByteArray());
            segment.reset();
        }
    }
}
