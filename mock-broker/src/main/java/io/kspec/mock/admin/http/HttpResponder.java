package io.kspec.mock.admin.http;

import java.util.concurrent.CompletionStage;

/** Answers calls, on the thread of the HTTP server, which it must not block for long. */
@FunctionalInterface
public interface HttpResponder {
    /**
     * Answers a call. The response may come later, from any thread.
     *
     * @throws HttpFaultException if the call cannot be answered as asked
     */
    CompletionStage<HttpReply> respond(HttpCall call);
}
