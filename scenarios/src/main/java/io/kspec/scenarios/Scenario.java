package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A flow of a real client, as its file says.
 *
 * @param file where it was read from
 * @param name lower-case letters, digits and dashes
 * @param description what the flow is
 * @param source what it was taken from, by {@code client}, {@code kip} and such
 * @param roles the clients, at least one
 * @param topics the topics that are made before the first step and deleted after the last, by variable
 * @param names the variables that get a name with the run's prefix, such as of a group
 * @param versions the versions that requests keep to, by API; other APIs are asked at the highest both sides speak
 * @param sweep the API at each of whose versions the scenario is played, or null to play it once
 * @param steps the steps in their order
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

    /** The versions that requests of an API may have, of those that some release defines. */
    public Versions versions(ApiSpec api) {
        return versions.getOrDefault(api, api.versions()).intersect(api.versions());
    }

    /** The names of the APIs that its steps ask. */
    public Set<String> apis() {
        Set<String> apis = new TreeSet<>();
        steps.forEach(step -> step.calls().forEach(call -> apis.add(call.api().name())));
        return apis;
    }
}
