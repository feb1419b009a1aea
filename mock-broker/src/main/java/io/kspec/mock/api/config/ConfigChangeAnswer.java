package io.kspec.mock.api.config;

import io.kspec.mock.config.ConfigChange;
import io.kspec.mock.config.ConfigRefusal;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The answer to AlterConfigs and IncrementalAlterConfigs, which differ in what an entry of the request says. */
final class ConfigChangeAnswer {
    private final ResourceConfigs resources;
    private final Function<Message, ConfigChange> reader;
    private final boolean replace;

    /**
     * Creates an answer.
     *
     * @param reader reads an entry of the request
     * @param replace whether values that are not in the request are removed
     */
    ConfigChangeAnswer(ResourceConfigs resources, Function<Message, ConfigChange> reader, boolean replace) {
        this.resources = resources;
        this.reader = reader;
        this.replace = replace;
    }

    private record Resource(int type, String name) {
        static Resource of(Message asked) {
            return new Resource(asked.getInt("ResourceType"), asked.getString("ResourceName"));
        }
    }

    /** Changes each resource on its own: those that are refused do not affect the others. */
    HandlerAnswer to(Message request, RequestContext context) {
        boolean checkOnly = request.getBoolean("ValidateOnly");
        List<Message> asked = request.getStructs("Resources");
        Map<Resource, Integer> times = new HashMap<>();
        asked.forEach(resource -> times.merge(Resource.of(resource), 1, Integer::sum));
        return HandlerAnswer.now(context.response()
                .setEach("Responses", asked, (result, resource) -> {
                    Resource identity = Resource.of(resource);
                    result.set("ResourceType", identity.type()).set("ResourceName", identity.name());
                    try {
                        if (times.getOrDefault(identity, 0) > 1) {
                            throw new ConfigRefusal(
                                    ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.");
                        }
                        List<ConfigChange> changes = resource.getStructs("Configs").stream()
                                .map(reader)
                                .toList();
                        resources.change(identity.type(), identity.name(), changes, replace, checkOnly);
                        result.set("ErrorMessage", null);
                    } catch (ConfigRefusal refused) {
                        result.set("ErrorCode", refused.error()).set("ErrorMessage", refused.shownMessage());
                    }
                })
                .build());
    }
}
