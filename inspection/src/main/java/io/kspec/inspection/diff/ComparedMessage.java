package io.kspec.inspection.diff;

import io.kspec.inspection.reading.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of two compared messages.
 *
 * @param reading the message
 * @param roots its header, if it has one, and its body, as far as they can be trusted
 * @param stop where it can no longer be decoded; null if all of it can
 */
public record ComparedMessage(Reading reading, List<MessagePart> roots, @Nullable Stop stop) {
    public ComparedMessage {
        roots = List.copyOf(roots);
    }

    static ComparedMessage of(Reading reading) {
        Stop stop = Stop.of(reading).orElse(null);
        int limit = stop == null ? Integer.MAX_VALUE : stop.start();
        return new ComparedMessage(reading, MessagePartReader.roots(reading, limit), stop);
    }

    /** Whether decoding stopped within a structure or array. */
    boolean stopsWithin(MessagePart part) {
        return stop != null
                && (part.path().isEmpty()
                        || stop.path().equals(part.path())
                        || stop.path().startsWith(part.path() + ".")
                        || stop.path().startsWith(part.path() + "["));
    }
}
