package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the dumps of common tools: a plain stream of hexadecimal digits, the lines of {@code xxd}, {@code
 * hexdump -C}, {@code od -t x1}, Wireshark and {@code tcpdump -x}, escaped strings, the arrays of Go, C, Java and
 * Python; raw bytes; pcap and pcapng files; the journal of the mock broker.
 */
public final class DumpReader {
    private DumpReader() {}

    /**
     * Reads the content of a file or of standard input.
     *
     * @throws InspectionException if it is not a dump; the message names line and column
     */
    public static Dump read(byte[] content) {
        if (PcapFile.is(content)) {
            return new Dump.Packets(PcapFile.packets(content));
        }
        if (PcapngFile.is(content)) {
            return new Dump.Packets(PcapngFile.packets(content));
        }
        if (isBinary(content)) {
            return new Dump.Plain(Bytes.copyOf(content));
        }
        return read(new String(content, StandardCharsets.UTF_8));
    }

    /**
     * Reads text.
     *
     * @throws InspectionException if it is not a dump; the message names line and column
     */
    public static Dump read(String text) {
        if (text.isBlank()) {
            throw new InspectionException("expected bytes in hexadecimal, found nothing");
        }
        List<String> lines = text.lines().toList();
        if (JournalLines.areIn(text)) {
            return JournalLines.read(lines);
        }
        if (OffsetLines.areIn(lines)) {
            return OffsetLines.read(lines);
        }
        if (EscapedText.isIn(text)) {
            return new Dump.Plain(EscapedText.read(text));
        }
        return new Dump.Plain(ArrayText.isIn(text) ? ArrayText.read(text) : HexDigits.read(lines));
    }

    /** Text contains no control characters except white space; a frame has some in its first bytes. */
    private static boolean isBinary(byte[] content) {
        for (byte each : content) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != '\f') {
                return true;
            }
        }
        return false;
    }
}
