package io.kspec.scenarios.play;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import java.util.List;

/** When clients send a request again, because the next response may be another one. */
public final class Retries {
    private static final String SESSION_EPOCH = "SessionEpoch";

    private Retries() {}

    /** Whether a response has an error that Kafka calls retriable, at any place. */
    public static boolean hasRetriableError(Message response) {
        for (FieldSpec field : response.spec().allFields()) {
            Object value = response.get(field);
            boolean found = field.isErrorCode()
                    ? ErrorCode.of(response.getShort(field.name()))
                            .map(ErrorCode::retriable)
                            .orElse(false)
                    : value instanceof Message struct
                            ? hasRetriableError(struct)
                            : value instanceof List<?> entries
                                    && entries.stream()
                                            .anyMatch(entry ->
                                                    entry instanceof Message inner && hasRetriableError(inner));
            if (found) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a response is that to a Fetch that found no records, and that belongs to no session yet, so that it may be sent
     * again as it is (KIP-227).
     */
    public static boolean isEmptyFetch(String api, Message request, Message response) {
        boolean outside = !request.has(SESSION_EPOCH) || request.getInt(SESSION_EPOCH) <= 0;
        return api.equals("Fetch")
                && outside
                && response.getStructs("Responses").stream()
                        .flatMap(topic -> topic.getStructs("Partitions").stream())
                        .map(partition -> partition.getNullableBytes("Records"))
                        .allMatch(records -> records == null || records.isEmpty());
    }
}
