package io.kspec.mock.recording;

import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded response as the key {@code response} of a stub. It sets every field, except that addresses of brokers are left to the mock
 * that plays the stub: they differ from run to run.
 */
final class StubbedResponse {
    private static final String BROKERS = "Brokers";
    /** A Fetch response that took longer had waited for records. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    private StubbedResponse() {}

    /** The keys; none if the mock's own response is as good: the broker that FindCoordinator finds. */
    static Map<String, Object> of(RecordedExchange exchange) {
        Message response = exchange.response();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(MessageTree.of(response));
        fields.remove("NodeEndpoints");
        Map<String, Object> stub = new LinkedHashMap<>();
        if (fields.containsKey(BROKERS)) {
            fields.remove(BROKERS);
            if (exchange.api().name().equals("Metadata")) {
                // So that the mock creates no topic.
                stub.put("ask", Map.of("Topics", List.of()));
            }
        } else if (AdvertisedAddresses.isIn(fields)) {
            return Map.of();
        } else {
            stub.put("applied", false);
        }
        if (fields.containsKey(MessageTree.UNKNOWN_TAGS)) {
            return Map.of("applied", false, "body", Codec.encode(response).toHex());
        }
        stub.put("set", fields);
        if (exchange.api().name().equals("Fetch") && exchange.elapsed().compareTo(SHORTEST_WAIT) >= 0) {
            stub.put("delay", exchange.elapsed().toMillis() + "ms");
        }
        return stub;
    }
}
