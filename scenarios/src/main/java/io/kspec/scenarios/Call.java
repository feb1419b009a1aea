package io.kspec.scenarios;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * A request that a step sends.
 *
 * @param role the role that sends it
 * @param api its API
 * @param version the version that the step pins, or null
 * @param body the fields that differ from their defaults, with variables in them
 * @param destination the broker that receives it
 */
public record Call(
        String role, ApiSpec api, @Nullable Integer version, YamlNode.Mapping body, Destination destination) {

    /** The broker that receives a request. If there is only one broker, all of these are the target itself. */
    public sealed interface Destination {
        /** The target that the user named. */
        record Any() implements Destination {}

        /** The coordinator of a group, whose id may be a variable. */
        record Coordinator(YamlNode group) implements Destination {}

        /** The coordinator of a transactional producer, whose transactional id may be a variable. */
        record TransactionCoordinator(YamlNode transactionalId) implements Destination {}

        /** The leader of a partition of a topic, whose name may be a variable. */
        record Leader(YamlNode topic, YamlNode partition) implements Destination {}
    }
}
