package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The framed tables that Netty's LoggingHandler prints; what surrounds them is skipped. */
final class NettyDump {
    private static final Pattern ROW = Pattern.compile("\\|([0-9a-fA-F]{8})\\|((?: [0-9a-fA-F]{2}){1,16}+) *+\\|");

    private NettyDump() {}

    static boolean isIn(String text) {
        return ROW.matcher(text).find();
    }

    static DumpInput read(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int tables = 0;
        int taken = 0;
        int inTable = 0;
        int previousEnd = 0;
        String direction = "";
        boolean taking = true;
        Matcher matcher = ROW.matcher(text);
        while (matcher.find()) {
            int offset = HexFormat.fromHexDigits(matcher.group(1));
            if (offset == 0) {
                String own = direction(text.substring(previousEnd, matcher.start()));
                tables++;
                taking = tables == 1 || (taking && own.equals(direction));
                taken += taking ? 1 : 0;
                direction = tables == 1 ? own : direction;
                inTable = 0;
            }
            if (offset != inTable) {
                throw new InspectionException("a row of Netty's dump: expected offset "
                        + HexFormat.of().toHexDigits(inTable) + ", found " + matcher.group(1));
            }
            byte[] row = Bytes.fromHex(matcher.group(2)).toArray();
            inTable += row.length;
            if (taking) {
                bytes.writeBytes(row);
            }
            previousEnd = matcher.end();
        }
        if (tables == 0) {
            throw new InspectionException("expected rows such as |00000000| 00 2a |.*|, found none");
        }
        Dump dump = new Dump.Plain(Bytes.wrap(bytes.toByteArray()));
        return tables == taken
                ? DumpInput.of(DumpFormat.NETTY, dump)
                : DumpInput.of(
                        DumpFormat.NETTY,
                        dump,
                        "only the first " + (taken == 1 ? "" : taken + " ") + "of " + tables
                                + " tables, since the direction changes after it");
    }

    /** {@code READ} or {@code WRITE}, as the line before the table says. */
    private static String direction(String before) {
        String text = before.toUpperCase(Locale.ROOT);
        int read = Math.max(text.lastIndexOf("READ: "), text.lastIndexOf("RECEIVED: "));
        int write = Math.max(text.lastIndexOf("WRITE: "), text.lastIndexOf("SENT: "));
        return read > write ? "READ" : write > read ? "WRITE" : "";
    }
}
