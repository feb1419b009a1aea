package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A binary as Erlang and Elixir print it or have it in their sources: {@code <<0,5,"txt",16#ff,7:32>>}. Those of a list are
 * joined, of others the longest counts.
 */
final class ErlangBinary {
    private static final Pattern START = Pattern.compile("<<\\s*+(?:[0-9\"'?-]|>>|\\.\\.\\.)");
    private static final Pattern SEGMENT =
            Pattern.compile("(-?)(?:16#|0x)([0-9a-fA-F]{1,16})|(-?)([0-9]{1,20})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("\\s*+:\\s*+(?:size\\()?([0-9]{1,3})\\)?");
    private static final Pattern TYPE = Pattern.compile("\\s*+/\\s*+([a-z0-9-]{1,40})");
    private static final int MOST_BITS = 128;

    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private boolean cut;

    private ErlangBinary(String text, int at) {
        this.text = text;
        this.at = at;
    }

    static boolean isIn(String text) {
        return START.matcher(text).find();
    }

    static DumpInput read(String text) {
        boolean list = text.stripLeading().startsWith("[");
        Bytes found = Bytes.EMPTY;
        boolean cut = false;
        int count = 0;
        int from = 0;
        Matcher matcher = START.matcher(text);
        while (matcher.find(from)) {
            ErlangBinary binary = new ErlangBinary(text, matcher.start() + 2);
            binary.segments();
            Bytes content = Bytes.wrap(binary.bytes.toByteArray());
            if (list || content.size() > found.size()) {
                found = list ? found.concat(content) : content;
                cut = binary.cut;
            }
            count++;
            from = binary.at;
        }
        if (count == 0) {
            throw new InspectionException("expected a binary such as <<0,42>>, found none");
        }
        Dump dump = new Dump.Plain(found);
        return cut
                ? DumpInput.of(DumpFormat.ERLANG, dump, "more bytes were not printed")
                : DumpInput.of(DumpFormat.ERLANG, dump);
    }

    private void segments() {
        while (true) {
            skip();
            if (text.startsWith(">>", at)) {
                at += 2;
                return;
            }
            if (text.startsWith("...", at)) {
                cut = true;
                at += 3;
            } else if (at < text.length() && text.charAt(at) == '"') {
                string();
            } else {
                number();
            }
        }
    }

    private void skip() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
    }

    private void string() {
        EscapedText.Literal literal = EscapedText.literal(text, at);
        bytes.writeBytes(literal.bytes());
        at = literal.end();
        Matcher type = TYPE.matcher(text).region(at, text.length());
        at = type.lookingAt() ? type.end() : at;
    }

    private void number() {
        Matcher number = SEGMENT.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("a number, a string or >>");
        }
        int start = at;
        BigInteger value =
                number.group(2) == null ? new BigInteger(number.group(4)) : new BigInteger(number.group(2), 16);
        boolean negative = "-".equals(number.group(1)) || "-".equals(number.group(3));
        at = number.end();
        int bits = Byte.SIZE;
        Matcher size = SIZE.matcher(text).region(at, text.length());
        if (size.lookingAt()) {
            bits = Integer.parseInt(size.group(1));
            at = size.end();
        }
        String type = "";
        Matcher typed = TYPE.matcher(text).region(at, text.length());
        if (typed.lookingAt()) {
            type = typed.group(1);
            at = typed.end();
        }
        if (bits == 0 || bits > MOST_BITS || bits % Byte.SIZE != 0) {
            at = start;
            throw wrong("a segment of whole bytes, at most " + MOST_BITS + " bits");
        }
        write(negative ? value.negate() : value, bits / Byte.SIZE, type.contains("little"));
    }

    private void write(BigInteger value, int size, boolean little) {
        for (int i = 0; i < size; i++) {
            int index = little ? i : size - 1 - i;
            bytes.write(value.shiftRight(index * Byte.SIZE).byteValue());
        }
    }

    private InspectionException wrong(String expected) {
        String found = at >= text.length() ? "the end" : Quoted.of(text.substring(at, Math.min(text.length(), at + 8)));
        return new InspectionException(
                "the binary at character " + (at + 1) + ": expected " + expected + ", found " + found);
    }
}
