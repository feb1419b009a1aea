package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/** What versions without an array take exactly one of. */
final class Single {
    private Single() {}

    /**
     * The only item.
     *
     * @throws IllegalArgumentException if there are none or several
     */
    static <T> T of(MessageBuilder body, String what, List<T> items) {
        if (items.size() != 1) {
            throw new IllegalArgumentException(
                    body.spec() + ": expected exactly one " + what + ", found " + items.size());
        }
        return items.get(0);
    }
}
