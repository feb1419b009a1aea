package io.kspec.reference;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the directories of brokers are created. */
final class BrokerFolder {
    /** Where Linux keeps files in memory. A container may have one of 64 MB only. */
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** In bytes: the files of a broker that played the whole suite need 45 MB, and several brokers may run. */
    private static final long ROOM = 1L << 30;

    private BrokerFolder() {}

    /** A folder in memory that has room, else the one on disk. */
    static Path fastest() {
        return hasRoomInMemory(SHARED_MEMORY) ? SHARED_MEMORY : onDisk();
    }

    /** The folder for temporary files. */
    static Path onDisk() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Whether a folder is in memory, may be written to, has a gibibyte left, and takes programs: a broker unpacks the native
     * libraries of its codecs next to its data.
     */
    static boolean hasRoomInMemory(Path folder) {
        try {
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                return false;
            }
            FileStore store = Files.getFileStore(folder);
            return store.type().equals("tmpfs") && store.getUsableSpace() >= ROOM && takesPrograms(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean takesPrograms(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "kspec-", null);
        try {
            return file.toFile().setExecutable(true) && Files.isExecutable(file);
        } finally {
            Files.delete(file);
        }
    }
}
