package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A request of a step.
 *
 * @param role who asks
 * @param api what is asked
 * @param version the version that the step pins, or null
 * @param body the fields that are not to have their defaults, with variables in them
 * @param destination which broker is asked
 */
public record Call(
        String role, ApiSpec api, @Nullable Integer version, YamlNode.Mapping body, Destination destination) {

    /** Which broker a request goes to. Of a single broker all are the target itself. */
    public sealed interface Destination {
        /** The target itself. */
        record Any() implements Destination {}

        /** The coordinator of a group, whose id may be a variable. */
        record Coordinator(YamlNode group) implements Destination {}

        /** The leader of a partition of a topic, whose name may be a variable. */
        record Leader(YamlNode topic, YamlNode partition) implements Destination {}
    }
}
