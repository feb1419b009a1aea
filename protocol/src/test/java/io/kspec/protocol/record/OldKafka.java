package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The oldest kafka-clients that the build uses, in a class loader of its own: the last release that converts formats.
 */
final class OldKafka implements AutoCloseable {
    private final URLClassLoader loader;

    OldKafka() throws MalformedURLException {
        URL jar =
                Path.of("target", "oracle", "kafka-clients-oldest.jar").toUri().toURL();
        loader = new URLClassLoader(new URL[] {jar}, new WithoutKafka(OldKafka.class.getClassLoader()));
    }

    /** {@code MemoryRecords.downConvert} of that release. */
    Bytes downConverted(Bytes field, int magic, long firstOffset) throws ReflectiveOperationException {
        Class<?> memoryRecords = loader.loadClass("org.apache.kafka.common.record.MemoryRecords");
        Class<?> time = loader.loadClass("org.apache.kafka.common.utils.Time");
        Object records = memoryRecords
                .getMethod("readableRecords", ByteBuffer.class)
                .invoke(null, ByteBuffer.wrap(field.toArray()));
        Object converted = memoryRecords
                .getMethod("downConvert", byte.class, long.class, time)
                .invoke(
                        records,
                        (byte) magic,
                        firstOffset,
                        time.getField("SYSTEM").get(null));
        Object result = converted.getClass().getMethod("records").invoke(converted);
        return Bytes.copyOf((ByteBuffer) memoryRecords.getMethod("buffer").invoke(result));
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Hides the newer kafka-clients of the test class path. */
    private static final class WithoutKafka extends ClassLoader {
        WithoutKafka(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
