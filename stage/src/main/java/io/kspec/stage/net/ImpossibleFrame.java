package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Exchange;
import org.jspecify.annotations.Nullable;

/** The bytes received begin with a size that no response has: the target may not speak the Kafka protocol at all. */
public final class ImpossibleFrame extends StageFailure {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 64;

    private final transient Bytes bytes;

    ImpossibleFrame(String connection, int maximum, Reception.ImpossibleSize found, @Nullable Exchange exchange) {
        super(
                where(connection, exchange),
                "a frame of 4 to " + maximum + " bytes",
                "the size " + found.size() + " in " + found.bytes() + readable(found.bytes()),
                exchange,
                null);
        this.bytes = found.bytes();
    }

    /** The first bytes, with the size. */
    public Bytes bytes() {
        return bytes;
    }

    private static String readable(Bytes bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.size(), SHOWN); i++) {
            char letter = (char) (bytes.get(i) & 0xff);
            if (letter == '\r' || letter == '\n') {
                break;
            }
            if (letter < ' ' || letter > '~') {
                return "";
            }
            text.append(letter);
        }
        return ", which reads \"" + text + "\"";
    }
}
