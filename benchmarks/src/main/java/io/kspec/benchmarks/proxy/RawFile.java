package io.kspec.benchmarks.proxy;

import com.sun.nio.file.ExtendedOpenOption;
import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes all bytes that pass, as they come: the least that a recording can cost. */
final class RawFile implements PlainProxy.Watcher, Closeable {
    private static final int BLOCK = 1 << 20;
    private static final int ALIGNMENT = 4 << 10;

    private final FileChannel file;
    private final boolean direct;
    private final ByteBuffer block =
            ByteBuffer.allocateDirect(BLOCK + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, BLOCK);

    /**
     * @param direct whether blocks pass by the system's cache of files
     */
    RawFile(Path path, boolean direct) throws IOException {
        this.direct = direct;
        this.file = FileChannel.open(
                path,
                direct
                        ? new OpenOption[] {StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT}
                        : new OpenOption[] {StandardOpenOption.WRITE});
    }

    @Override
    public synchronized void see(ByteBuf bytes) throws IOException {
        ByteBuffer from = bytes.nioBuffer();
        while (from.hasRemaining()) {
            if (direct) {
                int count = Math.min(from.remaining(), block.remaining());
                block.put(block.position(), from, from.position(), count).position(block.position() + count);
                from.position(from.position() + count);
                if (!block.hasRemaining()) {
                    write(block.flip());
                    block.clear();
                }
            } else {
                write(from);
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int unused = file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
