package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** The names of the APIs that its steps use. */
    public Set<String> apis() {
        Set<String> apis = new TreeSet<>();
        steps.forEach(step -> step.calls().forEach(call -> apis.add(call.api().name())));
        return apis;
    }
}
