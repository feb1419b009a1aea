package io.kspec.inspection.dump;

import io.kspec.diagnosis.ForeignProtocol;
import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads bytes from files, and from the prints of tools and languages: the forms of {@link DumpFormat}. */
public final class DumpReader {
    /**
     * A form of text.
     *
     * @param isIn whether a text has it
     * @param read reads it, or throws an InspectionException
     */
    private record Form(DumpFormat format, Predicate<String> isIn, Function<String, DumpInput> read) {
        static Form plain(DumpFormat format, Predicate<String> isIn, Function<String, Bytes> read) {
            return new Form(format, isIn, text -> DumpInput.of(format, new Dump.Plain(read.apply(text))));
        }
    }

    /** In the order in which they are tried: what looks like several of them is the first. */
    private static final List<Form> FORMS = List.of(
            new Form(DumpFormat.PDML, Pdml::isIn, Pdml::read),
            new Form(DumpFormat.WIRESHARK_JSON, WiresharkJson::isIn, WiresharkJson::read),
            new Form(DumpFormat.FOLLOW, FollowedStream::isIn, FollowedStream::read),
            new Form(DumpFormat.NODE, NodeBuffer::isIn, NodeBuffer::read),
            new Form(DumpFormat.JOURNAL, ExchangeLog::isIn, ExchangeLog::read),
            new Form(DumpFormat.ERLANG, ErlangBinary::isIn, ErlangBinary::read),
            new Form(DumpFormat.NETTY, NettyDump::isIn, NettyDump::read),
            new Form(DumpFormat.NGREP, NgrepText::isIn, NgrepText::read),
            Form.plain(DumpFormat.OCTAL, OctalDump::isIn, OctalDump::read),
            new Form(
                    DumpFormat.DUMP,
                    text -> OffsetLines.areIn(text.lines().toList()),
                    text -> DumpInput.of(
                            DumpFormat.DUMP, OffsetLines.read(text.lines().toList()))),
            Form.plain(DumpFormat.BASE64, Base64Text::isIn, Base64Text::read),
            Form.plain(DumpFormat.PERCENT, PercentText::isIn, PercentText::read),
            new Form(DumpFormat.ESCAPED, EscapedText::isIn, EscapedText::read),
            new Form(DumpFormat.ARRAY, ArrayText::isIn, ArrayText::read),
            Form.plain(DumpFormat.DECIMAL, DecimalList::isIn, DecimalList::read),
            Form.plain(DumpFormat.HEX, text -> true, HexDigits::read));

    /** What starts and ends a block of code in Markdown. */
    private static final String FENCE = "```";

    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16_LITTLE_ENDIAN_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16_BIG_ENDIAN_MARK = {(byte) 0xfe, (byte) 0xff};

    private DumpReader() {}

    /**
     * Reads the content of a file or of standard input.
     *
     * @param from the form to take it for, or null to recognize it
     * @throws InspectionException if it has not the form; the message names line and column
     */
    public static DumpInput read(byte[] content, @Nullable DumpFormat from) {
        if (from == null ? PcapFile.is(content) : from == DumpFormat.PCAP) {
            return DumpInput.of(DumpFormat.PCAP, new Dump.Packets(PcapFile.packets(content)));
        }
        if (from == null ? PcapngFile.is(content) : from == DumpFormat.PCAPNG) {
            return DumpInput.of(DumpFormat.PCAPNG, new Dump.Packets(PcapngFile.packets(content)));
        }
        Optional<String> marked = afterMark(content);
        if (from == null ? marked.isEmpty() && isBinary(content) : from == DumpFormat.RAW) {
            return DumpInput.of(DumpFormat.RAW, new Dump.Plain(Bytes.copyOf(content)));
        }
        return read(marked.orElseGet(() -> new String(content, StandardCharsets.UTF_8)), from);
    }

    /**
     * Reads the packets of a capture file that is still written: a packet at its end that is not complete is left out.
     *
     * @throws InspectionException if it is no capture file, or has something wrong before its end
     */
    public static DumpInput readGrowing(byte[] content) {
        if (PcapFile.is(content)) {
            return DumpInput.of(
                    DumpFormat.PCAP,
                    new Dump.Packets(PcapFile.packets(Arrays.copyOf(content, PcapFile.completeSize(content)))));
        }
        if (PcapngFile.is(content)) {
            return DumpInput.of(
                    DumpFormat.PCAPNG,
                    new Dump.Packets(PcapngFile.packets(Arrays.copyOf(content, PcapngFile.completeSize(content)))));
        }
        throw new InspectionException("expected a pcap or pcapng file, found something else");
    }

    /**
     * Reads text.
     *
     * @param from the form to take it for, or null to recognize it
     * @throws InspectionException if it has not the form; the message names line and column
     */
    public static DumpInput read(String text, @Nullable DumpFormat from) {
        if (text.isBlank()) {
            throw new InspectionException("expected bytes in hexadecimal, found nothing");
        }
        if (text.stripLeading().startsWith(FENCE)) {
            return read(
                    text.lines().filter(line -> !line.strip().startsWith(FENCE)).collect(Collectors.joining("\n")),
                    from);
        }
        if (from == DumpFormat.PCAP || from == DumpFormat.PCAPNG) {
            throw new InspectionException("expected a file with " + from.title() + ", found text");
        }
        if (from == DumpFormat.RAW) {
            return DumpInput.of(DumpFormat.RAW, new Dump.Plain(utf8(text)));
        }
        if (from != null) {
            return read(form(from), text);
        }
        if (ForeignProtocol.isText(utf8(text))) {
            return DumpInput.of(DumpFormat.RAW, new Dump.Plain(utf8(text)));
        }
        Form recognized = recognized(text);
        if (recognized.format() != DumpFormat.HEX || HexDigits.areInSql(text)) {
            return read(recognized, text);
        }
        Optional<LogLines.Rest> rest = LogLines.withoutPrefixes(text);
        if (rest.isEmpty()) {
            return read(recognized, text);
        }
        DumpInput input = read(recognized(rest.get().text()), rest.get().text());
        return DumpInput.of(input.format(), input.dump(), rest.get().remark());
    }

    private static DumpInput read(Form form, String text) {
        return form.read().apply(text);
    }

    private static Form recognized(String text) {
        return FORMS.stream()
                .filter(form -> form.isIn().test(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("any text may be digits"));
    }

    private static Form form(DumpFormat format) {
        return FORMS.stream()
                .filter(form -> form.format() == format)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(format + " is no form of text"));
    }

    private static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Text after a byte order mark, which editors and shells of Windows write; empty if there is none. */
    private static Optional<String> afterMark(byte[] content) {
        if (startsWith(content, UTF_8_MARK)) {
            return Optional.of(text(content, UTF_8_MARK, StandardCharsets.UTF_8));
        }
        if (startsWith(content, UTF_16_LITTLE_ENDIAN_MARK) && isTextOf16Bits(content, 1)) {
            return Optional.of(text(content, UTF_16_LITTLE_ENDIAN_MARK, StandardCharsets.UTF_16LE));
        }
        if (startsWith(content, UTF_16_BIG_ENDIAN_MARK) && isTextOf16Bits(content, 0)) {
            return Optional.of(text(content, UTF_16_BIG_ENDIAN_MARK, StandardCharsets.UTF_16BE));
        }
        return Optional.empty();
    }

    private static String text(byte[] content, byte[] mark, Charset charset) {
        return new String(content, mark.length, content.length - mark.length, charset);
    }

    private static boolean startsWith(byte[] content, byte[] mark) {
        return content.length > mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }

    /** Whether the upper bytes after the mark are all 0, as in ASCII. */
    private static boolean isTextOf16Bits(byte[] content, int upper) {
        for (int i = 2 + upper; i < content.length; i += 2) {
            if (content[i] != 0) {
                return false;
            }
        }
        return content.length % 2 == 0;
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
