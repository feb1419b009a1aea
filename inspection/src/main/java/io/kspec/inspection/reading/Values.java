package io.kspec.inspection.reading;

import io.kspec.inspection.dump.Quoted;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as a person reads them. */
public final class Values {
    /** From here on, an int64 that is named a timestamp is milliseconds since the epoch: 2001. */
    private static final long FIRST_TIMESTAMP = 1_000_000_000_000L;
    /** Up to here: 2286. */
    private static final long LAST_TIMESTAMP = 9_999_999_999_999L;

    private Values() {}

    /** The value of a field, with what Kafka calls it where it is a code. */
    public static String describe(LayoutEntry entry) {
        Object value = entry.value();
        if (value instanceof String text) {
            return Quoted.of(text);
        }
        if (value instanceof Bytes bytes) {
            return content(bytes);
        }
        if (value instanceof UUID uuid) {
            return KafkaUuid.format(uuid);
        }
        String meaning = value instanceof Number number ? meaning(entry.path(), number) : "";
        return value + (meaning.isEmpty() ? "" : " " + meaning);
    }

    /** Bytes as text where they are text, else how many they are. */
    public static String content(@Nullable Bytes bytes) {
        if (bytes == null) {
            return "null";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
            if (text.codePoints().allMatch(each -> each >= ' ' && each != 0x7f)) {
                return Quoted.of(text);
            }
        } catch (CharacterCodingException e) {
            // no text, then
        }
        return bytes.size() + (bytes.size() == 1 ? " byte" : " bytes");
    }

    private static String meaning(String path, Number number) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (name.endsWith("ErrorCode") || name.endsWith("ErrorCodes")) {
            return ErrorCode.of(number.intValue()).map(ErrorCode::name).orElse("(no error of Kafka)");
        }
        if (name.equals("ApiKey") || name.equals("RequestApiKey")) {
            return Catalog.standard().find(number.intValue()).map(ApiSpec::name).orElse("(no API of Kafka)");
        }
        boolean timestamp = name.endsWith("Timestamp") || name.endsWith("TimestampMs");
        return timestamp && number.longValue() >= FIRST_TIMESTAMP && number.longValue() <= LAST_TIMESTAMP
                ? Instant.ofEpochMilli(number.longValue()).toString()
                : "";
    }
}
