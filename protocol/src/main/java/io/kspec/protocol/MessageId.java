package io.kspec.protocol;

/**
 * Names the message that some bytes are, or are taken for.
 *
 * @param name the API's name for requests and responses ({@code OffsetFetch}), else the name in the message definitions
 *     ({@code RequestHeader}, {@code ConsumerProtocolSubscription}), else {@code RecordBatch} or {@code MessageSet}
 * @param type what kind of message it is
 * @param apiKey the API key, or {@link #NO_API_KEY}
 * @param version the message's version; for records the magic
 */
public record MessageId(String name, MessageType type, int apiKey, int version) {
    /** The key of a message that belongs to no API. */
    public static final int NO_API_KEY = -1;

    /** As errors and reports name it: {@code OffsetFetch v2 response}. */
    @Override
    public String toString() {
        return switch (type) {
            case REQUEST -> name + " v" + version + " request";
            case RESPONSE -> name + " v" + version + " response";
            case HEADER, DATA, RECORDS -> name + " v" + version;
        };
    }
}
