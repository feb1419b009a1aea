package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hexadecimal digits, two per byte; white space, commas, colons, {@code 0x}, PostgreSQL's {@code \x} and .NET's dashes between
 * bytes are ignored, and so are the addresses that gdb prints before them.
 */
final class HexDigits {
    private static final Pattern TOKEN = Pattern.compile("[^\\s,;:]+");
    private static final Pattern DASH = Pattern.compile("(?<=[0-9a-fA-F]{2})-(?=[0-9a-fA-F]{2})");
    /** A bytea of PostgreSQL: all of it follows one mark. */
    private static final Pattern BYTEA = Pattern.compile("\\\\x[0-9a-fA-F]{6,}+");
    /** A literal of SQL, alone or in a statement: {@code '\x0012'::bytea}, {@code E'\\x0012'}, {@code X'0012'}. */
    private static final Pattern SQL = Pattern.compile("(?<!\\w)(?:[eE]?'\\\\{1,2}x|[xX]')([0-9a-fA-F\\s]{8,}+)'");
    /** {@code 0x7ffc5580 <buffer+8>:}. */
    private static final Pattern ADDRESS = Pattern.compile("^\\s*+0x[0-9a-fA-F]{5,16}+(?:\\s*+<[^>]*+>)?\\s*+:(?=\\s)");

    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9a-fA-F]");

    private HexDigits() {}

    /** Whether a text is a literal of SQL, or what PostgreSQL prints of one. */
    static boolean areInSql(String text) {
        return BYTEA.matcher(text).matches() || SQL.matcher(text).find();
    }

    static Bytes read(String text) {
        Matcher sql = SQL.matcher(text);
        return read((sql.find() ? sql.group(1) : text).lines().toList());
    }

    private static Bytes read(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.strip().startsWith("#")) {
                readLine(line, i + 1, bytes);
            }
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void readLine(String line, int number, ByteArrayOutputStream bytes) {
        Matcher matcher = TOKEN.matcher(DASH.matcher(withoutAddress(line)).replaceAll(" "));
        while (matcher.find()) {
            String token = matcher.group();
            boolean prefixed = token.startsWith("0x")
                    || token.startsWith("0X")
                    || BYTEA.matcher(token).matches();
            String digits = prefixed ? token.substring(2) : token;
            int column = matcher.start() + (prefixed ? 2 : 0) + 1;
            if (prefixed && digits.length() == 1) {
                digits = "0" + digits;
            }
            Matcher wrong = NO_DIGIT.matcher(digits);
            if (wrong.find()) {
                throw new InspectionException("line " + number + ", column " + (column + wrong.start())
                        + ": expected a hexadecimal digit, found " + Quoted.of(wrong.group()));
            }
            if (digits.length() % 2 != 0) {
                throw new InspectionException("line " + number + ", column " + column
                        + ": expected two digits per byte, found an odd number of them, " + digits.length());
            }
            bytes.writeBytes(HexFormat.of().parseHex(digits));
        }
    }

    /** A line with blanks where its address was, so that columns stay right. */
    private static String withoutAddress(String line) {
        return ADDRESS.matcher(line)
                .replaceFirst(address -> " ".repeat(address.group().length()));
    }
}
