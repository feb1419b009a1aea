package io.kspec.protocol.record;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.kspec.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** RFC 8878; frames without a content size, as Kafka's own producer writes them. */
final class ZstdCodec implements Codec {
    @Override
    public Bytes compress(Bytes content, int magic) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(output)) {
            zstd.write(content.array(), content.arrayOffset(), content.size());
        }
        return Bytes.wrap(output.toByteArray());
    }

    @Override
    public void decompress(Bytes compressed, int magic, BoundedOutput output) throws IOException {
        try (ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(Codec.stream(compressed))) {
            zstd.transferTo(output);
        }
    }
}
