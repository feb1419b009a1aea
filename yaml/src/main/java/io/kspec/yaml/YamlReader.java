package io.kspec.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a file that holds one YAML 1.2 document. Files from strangers are safe to read: their size, the depth of their nesting
 * and the number of nodes that aliases expand to are bounded.
 */
public final class YamlReader {
    /** The size of the largest file. */
    public static final int MOST_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private YamlReader() {}

    /**
     * Reads a file in UTF-8.
     *
     * @return the document; empty if there is none, which is then among the problems
     * @throws IOException if the file cannot be read
     */
    public static Optional<YamlNode> read(Path file, Problems problems) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            problems.add(FilePosition.START, tooLarge());
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            problems.add(FilePosition.after(text), "expected text in UTF-8, found bytes that are not");
            return Optional.empty();
        }
        return read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, problems);
    }

    /**
     * Reads the text of a file.
     *
     * @return the document; empty if there is none, which is then among the problems
     */
    public static Optional<YamlNode> read(String text, Problems problems) {
        if (text.length() > MOST_BYTES) {
            problems.add(FilePosition.START, tooLarge());
            return Optional.empty();
        }
        return new DocumentReader(text, problems).read();
    }

    private static String tooLarge() {
        return "expected a file of at most " + (MOST_BYTES >> 10) + " KiB, found a larger one";
    }
}
