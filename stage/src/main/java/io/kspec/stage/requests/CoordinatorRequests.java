package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;

/** FindCoordinator requests. */
public final class CoordinatorRequests {
    private CoordinatorRequests() {}

    /** Asks for the coordinators of keys, of which versions before 4 take exactly one (KIP-699). */
    public static ClientRequest find(CoordinatorType type, String... keys) {
        List<String> all = List.of(keys);
        return ClientRequest.of("FindCoordinator", body -> {
            writeType(body, type);
            if (body.has("CoordinatorKeys")) {
                body.set("CoordinatorKeys", all);
            } else {
                body.set("Key", Single.of(body, "key", all));
            }
        });
    }

    /** Version 0 has no key type: it finds groups alone. */
    private static void writeType(MessageBuilder body, CoordinatorType type) {
        if (type == CoordinatorType.GROUP) {
            body.setIfPresent("KeyType", type.keyType());
        } else {
            body.set("KeyType", type.keyType());
        }
    }
}
