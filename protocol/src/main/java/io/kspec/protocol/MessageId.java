package io.kspec.protocol;

/**
 * Identifies a message: its name, type and version.
 *
 * @param name the name of the API for requests and responses ({@code OffsetFetch}), the name in the message definitions
 *     for headers and data ({@code RequestHeader}, {@code ConsumerProtocolSubscription}), {@code RecordBatch} or
 *     {@code MessageSet} for records
 * @param type the type of message
 * @param apiKey the API key, or {@link #NO_API_KEY}
 * @param version the version of the message, or the magic of records
 */
public record MessageId(String name, MessageType type, int apiKey, int version) {
    /** The API key of messages that belong to no API. */
    public static final int NO_API_KEY = -1;

    /** The form used in errors and reports: {@code OffsetFetch v2 response}. */
    @Override
    public String toString() {
        return switch (type) {
            case REQUEST -> name + " v" + version + " request";
            case RESPONSE -> name + " v" + version + " response";
            case HEADER, DATA, RECORDS -> name + " v" + version;
        };
    }
}
