package io.kspec.inspection.dump;

import io.kspec.protocol.text.FieldText;
import java.util.List;

/**
 * What was read.
 *
 * @param format the form it was taken for
 * @param dump the content
 * @param remarks what else to know about it, for humans: what was skipped, or is missing
 */
public record DumpInput(DumpFormat format, Dump dump, List<String> remarks) {
    public DumpInput {
        remarks = List.copyOf(remarks);
    }

    static DumpInput of(DumpFormat format, Dump dump, String... remarks) {
        return new DumpInput(format, dump, List.of(remarks));
    }

    /** {@code a Buffer of Node, 50 bytes; 14 more bytes were not printed}. */
    public String sentence() {
        StringBuilder sentence = new StringBuilder(format.title()).append(", ").append(amount());
        remarks.forEach(remark -> sentence.append("; ").append(remark));
        return sentence.toString();
    }

    private String amount() {
        if (dump instanceof Dump.Plain plain) {
            return FieldText.bytes(plain.bytes().size());
        }
        if (dump instanceof Dump.Packets packets) {
            return count(packets.packets().size(), "packet");
        }
        return count(((Dump.Exchanges) dump).exchanges().size(), "exchange");
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
