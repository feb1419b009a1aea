package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Buffer as Node prints it, {@code <Buffer 00 2a ... 14 more bytes>}, or as JSON, {@code {"type":"Buffer","data":[0,42]}}. */
final class NodeBuffer {
    private static final String PRINT = "<Buffer";
    private static final Pattern TYPE = Pattern.compile("type[\"']?\\s*+:\\s*+[\"']Buffer[\"']");
    private static final Pattern DATA = Pattern.compile("data[\"']?\\s*+:\\s*+\\[([^\\]]*+)]");
    private static final Pattern MORE = Pattern.compile("\\.\\.\\.\\s*+([0-9]{1,9}) more bytes?");

    private NodeBuffer() {}

    static boolean isIn(String text) {
        return text.contains(PRINT)
                || (TYPE.matcher(text).find() && DATA.matcher(text).find());
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
        if (!data.find()) {
            throw new InspectionException("expected <Buffer …> or \"data\": […], found neither");
        }
        return ArrayText.numbers(data.group(1), DumpFormat.NODE);
    }
}
