package io.kspec.recorder.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    private Path folder = Path.of("");

    private static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void write(List<FileSink.Piece> pieces, boolean cached) throws IOException {
        for (FileSink.Piece piece : pieces) {
            piece.write(cached);
            piece.written();
        }
    }

    /** Whole blocks, parts of blocks, and blocks whose beginning is in the file already; through the system's cache or not. */
    @Test
    void theFileHasWhatWasWrittenHoweverItIsTaken() throws IOException {
        Random random = new Random(3);
        Path file = folder.resolve("f");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (FileSink sink = FileSink.open(file)) {
            for (int i = 0; i < 200; i++) {
                byte[] bytes = random(random, random.nextInt(200_000));
                sink.write(bytes, 0, bytes.length);
                expected.write(bytes, 0, bytes.length);
                if (random.nextInt(4) == 0) {
                    write(sink.take(random.nextInt(4) == 0), random.nextBoolean());
                }
            }
            write(sink.take(true), false);

            assertThat(sink.unwritten()).isZero();
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(expected.toByteArray());
    }

    @Test
    void onlyFullBlocksAreTakenUnlessAllIs() throws IOException {
        byte[] bytes = random(new Random(4), FileSink.BLOCK + 10);
        try (FileSink sink = FileSink.open(folder.resolve("f"))) {
            sink.write(bytes, 0, 10);
            assertThat(sink.hasFull()).isFalse();
            assertThat(sink.take(false)).isEmpty();

            sink.write(bytes, 10, FileSink.BLOCK);
            assertThat(sink.hasFull()).isTrue();
            assertThat(sink.take(false)).extracting(FileSink.Piece::to).containsExactly(FileSink.BLOCK);
            assertThat(sink.take(true)).extracting(FileSink.Piece::to).containsExactly(10);
            assertThat(sink.unwritten()).isEqualTo(bytes.length);
        }
    }

    @Test
    void aBlockIsUsedAgainOnceItIsWrittenAndNotBefore() throws IOException {
        byte[] bytes = random(new Random(5), FileSink.BLOCK);
        try (FileSink sink = FileSink.open(folder.resolve("f"))) {
            sink.write(bytes, 0, bytes.length);
            FileSink.Piece first = sink.take(false).get(0);
            sink.write(bytes, 0, bytes.length);
            FileSink.Piece second = sink.take(false).get(0);
            first.written();
            sink.write(bytes, 0, bytes.length);
            sink.write(bytes, 0, bytes.length);

            assertThat(second.block()).isNotSameAs(first.block());
            assertThat(sink.take(false))
                    .extracting(FileSink.Piece::block)
                    .last()
                    .isSameAs(first.block());
        }
    }

    /** Its size is not one that can pass by the system's cache. */
    @Test
    void whatTheDiskRefusesGoesThroughTheCache() throws IOException {
        Path path = folder.resolve("f");
        try (DiskFile file = DiskFile.open(path)) {
            file.writeBlock(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.writeBlock(ByteBuffer.wrap(new byte[] {4}), 3);
        }

        assertThat(Files.readAllBytes(path)).containsExactly(1, 2, 3, 4);
    }
}
