package io.kspec.recorder.tap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file, written through a buffer that the system takes from without a copy in between. For one thread. */
final class FileSink extends OutputStream {
    private static final int BUFFER = 256 << 10;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    private FileSink(FileChannel file) {
        this.file = file;
    }

    /** Creates a file, or overwrites it. */
    static FileSink open(Path file) throws IOException {
        return new FileSink(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = offset; from < offset + length; ) {
            int count = Math.min(offset + length - from, buffer.remaining());
            buffer.put(bytes, from, count);
            from += count;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                int unused = file.write(buffer);
            }
        } finally {
            buffer.compact();
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }
}
