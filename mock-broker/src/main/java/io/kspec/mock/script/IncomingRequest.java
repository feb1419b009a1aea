package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A request as stubs see it.
 *
 * @param body the body
 * @param clientId the client id of the request's header, or null
 * @param brokerId the node id of the broker that received it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record IncomingRequest(Message body, @Nullable String clientId, int brokerId) {}
