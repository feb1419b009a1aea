package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Packets as {@code ngrep -x} prints them: a line such as {@code T 10.0.0.1:40000 -> 10.0.0.2:9092 [AP] #4}, and lines of up
 * to 16 bytes with the same bytes as characters behind them.
 */
final class NgrepText {
    private static final Pattern PACKET = Pattern.compile(
            "T(?:\\([0-9]+\\))? (?:[0-9/]{10} [0-9:.]{8,15} )?(\\S+):([0-9]{1,5}) -> (\\S+):([0-9]{1,5})\\b.*");
    private static final Pattern ROW =
            Pattern.compile("  ([0-9a-fA-F]{2}(?: {1,4}[0-9a-fA-F]{2}(?= |$)){0,15}+)(?: {3,}.*)?");

    private final Map<String, Integer> sent = new HashMap<>();
    private final List<Bytes> packets = new ArrayList<>();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private @Nullable Matcher packet;

    private NgrepText() {}

    static boolean isIn(String text) {
        return text.lines().anyMatch(line -> PACKET.matcher(line).matches());
    }

    static DumpInput read(String text) {
        NgrepText reader = new NgrepText();
        text.lines().forEach(reader::line);
        reader.endPacket();
        if (reader.packets.isEmpty()) {
            throw new InspectionException(
                    "expected packets of ngrep with their bytes in hexadecimal, found none; print with ngrep -x");
        }
        return DumpInput.of(DumpFormat.NGREP, new Dump.Packets(reader.packets));
    }

    private void line(String line) {
        Matcher start = PACKET.matcher(line);
        if (start.matches()) {
            endPacket();
            packet = start;
            return;
        }
        Matcher row = ROW.matcher(line);
        if (packet != null && row.matches()) {
            payload.writeBytes(Bytes.fromHex(row.group(1)).toArray());
        }
    }

    private void endPacket() {
        Matcher of = packet;
        if (of != null && payload.size() > 0) {
            String way = of.group(1) + ":" + of.group(2) + " " + of.group(3) + ":" + of.group(4);
            ExportedSegment segment = new ExportedSegment();
            segment.add("ip.src", of.group(1));
            segment.add("tcp.srcport", of.group(2));
            segment.add("ip.dst", of.group(3));
            segment.add("tcp.dstport", of.group(4));
            segment.add(
                    "tcp.seq", Integer.toString(sent.merge(way, payload.size(), Integer::sum) - payload.size() + 1));
            segment.add("tcp.payload", Bytes.wrap(payload.toByteArray()).toHex());
            segment.packet().ifPresent(packets::add);
        }
        payload.reset();
    }
}
