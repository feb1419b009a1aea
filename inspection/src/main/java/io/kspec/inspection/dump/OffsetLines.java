package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of an offset and some bytes, often followed by the same bytes as characters: {@code xxd}, {@code hexdump
 * -C}, {@code od -t x1}, PowerShell's {@code Format-Hex}, Wireshark's hex dump, {@code tshark -x} and {@code tcpdump -x}.
 */
final class OffsetLines {
    /** xxd and tcpdump: a colon after the offset, groups of digits, two spaces before the characters. */
    private static final Pattern WITH_COLON =
            Pattern.compile("\\s*(?:0x)?([0-9a-fA-F]{4,8}):\\s++((?:[0-9a-fA-F]{2,16}+ ?+)*+)(?:\\s.*)?");
    /** hexdump -C, od, Wireshark: one byte per group. Characters start after a bar, or after three spaces. */
    private static final Pattern WITHOUT_COLON = Pattern.compile(
            "\\s*(?:0{8})?([0-9a-fA-F]{4,8})\\s{1,3}([0-9a-fA-F]{2}(?: {1,2}[0-9a-fA-F]{2}\\b)*)(?:[\\s|>].*)?");
    /** What hexdump and od print by default: words in the byte order of the machine. */
    private static final Pattern SWAPPED =
            Pattern.compile("\\s*[0-9a-fA-F]{7}(?:(?: +[0-9a-fA-F]{4})++|(?: +[0-7]{6})++)\\s*");
    /** The offset alone after the last line. */
    private static final Pattern END = Pattern.compile("\\s*([0-9a-fA-F]{4,8})\\s*");

    private static final Pattern TCPDUMP = Pattern.compile("\\s*0x[0-9a-fA-F]{4}:\\s.*");

    /** A dump larger than any frame is a mistake. */
    private static final int MOST = 128 << 20;

    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;

    private final boolean packets;
    private final List<Bytes> finished = new ArrayList<>();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private final int lastDumpLine;
    private Bytes lastLine = Bytes.EMPTY;
    private boolean repeat;
    private int first = -1;
    private int radix = HEXADECIMAL;

    private OffsetLines(boolean packets, int lastDumpLine) {
        this.packets = packets;
        this.lastDumpLine = lastDumpLine;
    }

    static boolean areIn(List<String> lines) {
        for (String line : lines) {
            if (SWAPPED.matcher(line).matches()) {
                throw new InspectionException(
                        "expected single bytes, found the swapped words of plain hexdump or od; print with hexdump -C");
            }
            if (isDumpLine(line)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line has an offset and bytes. */
    static boolean isDumpLine(String line) {
        return matching(line) != null;
    }

    static Dump read(List<String> lines) {
        boolean packets = lines.stream().anyMatch(line -> TCPDUMP.matcher(line).matches())
                || lines.stream().filter(OffsetLines::begins).limit(2).count() > 1;
        int last = lines.size();
        while (last > 0 && !isDumpLine(lines.get(last - 1))) {
            last--;
        }
        if (last == 0) {
            throw new InspectionException("expected lines of an offset and bytes, found none");
        }
        OffsetLines reader = new OffsetLines(packets, last);
        for (int i = 0; i < lines.size(); i++) {
            reader.line(lines.get(i), i + 1);
        }
        return packets ? new Dump.Packets(reader.allPackets()) : new Dump.Plain(reader.bytes());
    }

    /** Whether the offsets start, or restart, at this line, as they do for each packet that tshark -x prints. */
    static boolean begins(String line) {
        Matcher matcher = matching(line);
        return matcher != null && !matcher.group(2).isEmpty() && HexFormat.fromHexDigits(matcher.group(1)) == 0;
    }

    private List<Bytes> allPackets() {
        if (current.size() > 0) {
            finished.add(bytes());
        }
        return finished;
    }

    private Bytes bytes() {
        return Bytes.wrap(current.toByteArray());
    }

    private void line(String line, int number) {
        Matcher matcher = matching(line);
        if (matcher != null) {
            Bytes bytes = Bytes.fromHex(matcher.group(2));
            seek(matcher.group(1), number);
            current.writeBytes(bytes.toArray());
            lastLine = bytes;
        } else if (line.strip().equals("*")) {
            repeat = true;
        } else if (END.matcher(line).matches() && current.size() > 0) {
            seek(line.strip(), number);
        } else if (!packets && first >= 0 && number <= lastDumpLine && !line.isBlank()) {
            throw new InspectionException(
                    "line " + number + ": expected an offset and bytes, found " + Quoted.of(line.strip()));
        }
    }

    private static @Nullable Matcher matching(String line) {
        Matcher matcher = WITH_COLON.matcher(line);
        if (matcher.matches()) {
            return matcher;
        }
        matcher = WITHOUT_COLON.matcher(line);
        return matcher.matches() ? matcher : null;
    }

    /** Moves to the offset of a line, which is where the previous line ended unless lines are omitted. */
    private void seek(String offset, int number) {
        int hexadecimal = HexFormat.fromHexDigits(offset);
        if (packets && hexadecimal == 0 && current.size() > 0) {
            finished.add(bytes());
            current.reset();
        }
        if (first < 0) {
            first = hexadecimal;
        }
        if (radix == HEXADECIMAL && hexadecimal != first + current.size() && isOctal(offset)) {
            radix = OCTAL;
        }
        int at = radix == OCTAL ? Integer.parseInt(offset, OCTAL) : hexadecimal;
        if (at < 0 || at - first > MOST) {
            throw new InspectionException(
                    "line " + number + ": expected an offset below " + MOST + ", found " + offset);
        }
        while (repeat && first + current.size() < at && !lastLine.isEmpty()) {
            current.writeBytes(lastLine.toArray());
        }
        repeat = false;
        if (at != first + current.size()) {
            throw new InspectionException("line " + number + ": expected offset "
                    + Integer.toString(first + current.size(), radix) + ", since " + current.size()
                    + " bytes precede it, found " + offset);
        }
    }

    /** od prints octal offsets of seven digits, which can be told from its second line. */
    private boolean isOctal(String offset) {
        return offset.matches("[0-7]{7}") && first == 0 && Integer.parseInt(offset, OCTAL) == current.size();
    }
}
