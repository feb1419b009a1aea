package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import java.io.IOException;

/**
 * The compressed part of a batch, and its position for failures.
 *
 * @param message the message that the batch belongs to
 * @param path the path of the compressed field
 * @param position its first compressed byte, counted from the first byte of the records field
 * @param magic the magic of the batch
 */
record Decompression(MessageId message, String path, int position, int magic) {
    /** Decompresses the bytes; reports every problem as a {@link DecodeException}. */
    Bytes decompress(CompressionType type, Bytes compressed, Budget budget) {
        BoundedOutput output = new BoundedOutput(budget.decompressible());
        try {
            CompressionCodec.of(type).decompress(compressed, magic, output);
        } catch (DecompressionLimitException e) {
            String expected = "at most " + budget.decompressible() + " bytes after decompression";
            throw failure(Kind.LENGTH_OUT_OF_RANGE, expected, "found more", e);
        } catch (IOException | RuntimeException e) {
            throw failure(Kind.INVALID_VALUE, type + " data", "which does not decompress: " + reason(e), e);
        }
        Bytes content = output.bytes();
        budget.spendBytes(content.size());
        return content;
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private DecodeException failure(Kind kind, String expected, String found, Exception cause) {
        DecodeException failure =
                new DecodeException(new DecodeFailure(message, path, position, kind, expected, found));
        failure.initCause(cause);
        return failure;
    }
}
