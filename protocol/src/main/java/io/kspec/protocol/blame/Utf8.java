package io.kspec.protocol.blame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether bytes are UTF-8. */
final class Utf8 {
    private Utf8() {}

    static boolean isWellFormed(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            if (array[i] < 0) {
                return decodes(ByteBuffer.wrap(array, from, to - from));
            }
        }
        return true;
    }

    private static boolean decodes(ByteBuffer content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(content);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
