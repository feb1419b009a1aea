package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The response with which Kafka refuses a request as a whole. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class ErrorResponse {
    private ErrorResponse() {}

    /**
     * Refuses a request.
     *
     * @param message the error message, or null for none
     */
    public static Message of(
            ApiSpec api, Message request, ErrorCode error, @Nullable String message, KnownTopics topics) {
        ErrorFault fault = new ErrorFault(error, message, false, EntrySelection.ALL);
        return ErrorAnswer.of(api, request, fault, ErrorAnswer.blank(api, request), topics)
                .body();
    }
}
