package io.kspec.mock.script;

import io.kspec.protocol.message.Message;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A response after the stubs that act on it have changed it.
 *
 * @param definition what is left to do: encoding, edits of bytes, delay and ending
 * @param body the body, in which all edits of messages have been made; null if the request does not decode
 * @param stubs the names of the stubs that act on the exchange, in the order in which they were added
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record ScriptedResponse(ResponseDefinition definition, @Nullable Message body, List<String> stubs) {
    public ScriptedResponse {
        stubs = List.copyOf(stubs);
    }
}
