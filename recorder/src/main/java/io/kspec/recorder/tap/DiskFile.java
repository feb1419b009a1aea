package io.kspec.recorder.tap;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A new file, written at positions. Blocks may pass by the system's cache of files, where the file system can do so: the disk
 * then fetches them from memory itself, which takes less than half of the processor time. For one thread.
 */
final class DiskFile implements Closeable {
    /** What the address, position and size of a block are multiples of. */
    static final int ALIGNMENT = 4 << 10;

    private final FileChannel file;
    private @Nullable FileChannel direct;

    private DiskFile(FileChannel file, @Nullable FileChannel direct) {
        this.file = file;
        this.direct = direct;
    }

    /** Creates a file, or overwrites it. */
    static DiskFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new DiskFile(file, direct(path));
    }

    private static @Nullable FileChannel direct(Path path) {
        try {
            return ALIGNMENT % Files.getFileStore(path).getBlockSize() == 0
                    ? FileChannel.open(path, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT)
                    : null;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** Writes through the system's cache, which takes bytes faster than a slow disk. */
    void write(ByteBuffer bytes, long position) throws IOException {
        write(file, bytes, position);
    }

    /** Writes a block to the disk, without the system's cache if possible. */
    void writeBlock(ByteBuffer block, long position) throws IOException {
        FileChannel channel = direct;
        if (channel == null) {
            write(file, block, position);
            return;
        }
        try {
            write(channel, block.duplicate(), position);
        } catch (IOException e) {
            direct = null;
            channel.close();
            write(file, block, position);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        for (long at = position; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            if (direct != null) {
                direct.close();
            }
        }
    }
}
