package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flow of a real client, as read from its file.
 *
 * @param file the file's name
 * @param name lower-case letters, digits and dashes
 * @param description what the flow shows
 * @param source what it was taken from, by kind of source: {@code client}, {@code kip}, …
 * @param roles the clients, at least one
 * @param topics the topics to create before the first step and to delete after the last, by variable
 * @param names the variables that hold names with the run's prefix, for example of groups
 * @param versions the versions that requests are limited to, by API
 * @param retry how long requests are repeated as clients repeat them, or null if they are not: while the response has an error
 *     that is gone when a request is sent again, or a Fetch outside of sessions finds too little
 * @param sweep the API at each of whose versions the scenario is played, or null to play it once
 * @param steps the steps in the order of the file
 */
public record Scenario(
        String file,
        String name,
        String description,
        Map<String, String> source,
        List<String> roles,
        Map<String, TopicPlan> topics,
        List<String> names,
        Map<ApiSpec, Versions> versions,
        @Nullable Duration retry,
        @Nullable ApiSpec sweep,
        List<Step> steps) {
    public Scenario {
        source = Map.copyOf(source);
        roles = List.copyOf(roles);
        topics = Map.copyOf(topics);
        names = List.copyOf(names);
        versions = Map.copyOf(versions);
        steps = List.copyOf(steps);
    }

    /** The versions at which requests of an API may be sent, of those that any release defines. */
    public Versions versions(ApiSpec api) {
        return versions.getOrDefault(api, api.versions()).intersect(api.versions());
    }

    /** The APIs that its steps use, in the order in which they use them first. */
    public Set<ApiSpec> apis() {
        Set<ApiSpec> apis = new LinkedHashSet<>();
        steps.forEach(step -> step.calls().forEach(call -> apis.add(call.api())));
        return apis;
    }
}
