package io.kspec.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file, which may be long. */
final class LineSource {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    LineSource(InputStream in) {
        this.in = in;
    }

    /** The next byte, which stays; -1 at the end of the file. */
    int peek() throws IOException {
        return next < end || fill() ? buffer[next] & 0xff : -1;
    }

    /** Some of the next bytes, which stay; none at the end of the file. */
    byte[] peek(int most) throws IOException {
        return peek() < 0 ? new byte[0] : Arrays.copyOfRange(buffer, next, Math.min(end, next + most));
    }

    /**
     * The next line without its line feed; null if the file ends before one.
     *
     * @param longest a longer line is not read to its end
     */
    byte @Nullable [] line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() <= longest && (next < end || fill())) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, from, next - from);
            if (next < end) {
                next++;
                return line.toByteArray();
            }
        }
        return line.size() > longest ? line.toByteArray() : null;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
