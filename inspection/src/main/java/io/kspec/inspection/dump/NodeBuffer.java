package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Buffer as Node prints it, {@code <Buffer 00 2a ... 14 more bytes>}, or as JSON, {@code {"type":"Buffer","data":[0,42]}};
 * or a Uint8Array as JSON, {@code {"0":0,"1":42}}.
 */
final class NodeBuffer {
    private static final String PRINT = "<Buffer";
    private static final Pattern TYPE = Pattern.compile("type[\"']?\\s*+:\\s*+[\"']Buffer[\"']");
    private static final Pattern DATA = Pattern.compile("data[\"']?\\s*+:\\s*+\\[([^\\]]*+)]");
    private static final Pattern INDEXED = Pattern.compile(
            "\\{\\s*+\"0\"\\s*+:\\s*+[0-9]{1,3}+(?:\\s*+,\\s*+\"[0-9]++\"\\s*+:\\s*+[0-9]{1,3}+)++\\s*+}");
    private static final Pattern INDEX = Pattern.compile("\"([0-9]++)\"\\s*+:\\s*+([0-9]++)");
    private static final int LARGEST = 0xff;
    private static final Pattern MORE = Pattern.compile("\\.\\.\\.\\s*+([0-9]{1,9}) more bytes?");

    private NodeBuffer() {}

    static boolean isIn(String text) {
        return text.contains(PRINT)
                || (TYPE.matcher(text).find() && DATA.matcher(text).find())
                || INDEXED.matcher(text).find();
    }

    static DumpInput read(String text) {
        return text.contains(PRINT) ? print(text) : json(text);
    }

    private static DumpInput print(String text) {
        int start = text.indexOf(PRINT) + PRINT.length();
        int end = text.indexOf('>', start);
        if (end < 0) {
            throw new InspectionException("expected > after <Buffer, found none");
        }
        String content = text.substring(start, end);
        Matcher more = MORE.matcher(content);
        boolean cut = more.find();
        String digits = (cut ? content.substring(0, more.start()) : content).replaceAll("\\s+", "");
        try {
            Dump dump = new Dump.Plain(Bytes.wrap(HexFormat.of().parseHex(digits)));
            return cut
                    ? DumpInput.of(DumpFormat.NODE, dump, more.group(1) + " more bytes were not printed")
                    : DumpInput.of(DumpFormat.NODE, dump);
        } catch (IllegalArgumentException e) {
            throw new InspectionException("expected hexadecimal digits in <Buffer …>, found " + e.getMessage());
        }
    }

    private static DumpInput json(String text) {
        Matcher data = DATA.matcher(text);
        if (data.find()) {
            return ArrayText.numbers(data.group(1), DumpFormat.NODE);
        }
        Matcher indexed = INDEXED.matcher(text);
        if (indexed.find()) {
            return DumpInput.of(DumpFormat.NODE, new Dump.Plain(indexed(indexed.group())));
        }
        throw new InspectionException("expected <Buffer …>, \"data\": […] or {\"0\": …}, found none of them");
    }

    /** The members of an object, whose names count from 0. */
    private static Bytes indexed(String object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher members = INDEX.matcher(object);
        while (members.find()) {
            int value = Integer.parseInt(members.group(2));
            if (!members.group(1).equals(Integer.toString(bytes.size())) || value > LARGEST) {
                throw new InspectionException("expected \"" + bytes.size() + "\" and a byte from 0 to 255, found "
                        + Quoted.of(members.group()));
            }
            bytes.write(value);
        }
        return Bytes.wrap(bytes.toByteArray());
    }
}
