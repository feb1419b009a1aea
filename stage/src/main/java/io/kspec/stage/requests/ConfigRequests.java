package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DescribeConfigs, AlterConfigs, IncrementalAlterConfigs and ListConfigResources requests. */
public final class ConfigRequests {
    /** Kafka's codes of types of resources. */
    public static final int TOPIC = 2;

    public static final int BROKER = 4;
    public static final int BROKER_LOGGER = 8;
    public static final int CLIENT_METRICS = 16;
    public static final int GROUP = 32;

    private ConfigRequests() {}

    /**
     * A change of one value.
     *
     * @param operation Kafka's code: 0 sets, 1 deletes, 2 appends to a list, 3 subtracts from it
     * @param value null to delete
     */
    public record Change(String name, int operation, @Nullable String value) {
        public static Change set(String name, @Nullable String value) {
            return new Change(name, 0, value);
        }

        public static Change delete(String name) {
            return new Change(name, 1, null);
        }

        public static Change append(String name, String value) {
            return new Change(name, 2, value);
        }

        public static Change subtract(String name, String value) {
            return new Change(name, 3, value);
        }
    }

    /** Asks for the whole configuration of a broker. */
    public static ClientRequest describeBroker(int nodeId) {
        return describe(BROKER, Integer.toString(nodeId), null);
    }

    /**
     * Asks for configurations of a resource.
     *
     * @param keys their names; null for all
     */
    public static ClientRequest describe(int type, String name, @Nullable List<String> keys) {
        return ClientRequest.of(
                "DescribeConfigs",
                body -> body.add(
                        "Resources", resource -> at(resource, type, name).set("ConfigurationKeys", keys)));
    }

    /** Asks for configurations of a resource, with their synonyms, and with their documentation where the version has it. */
    public static ClientRequest describeFully(int type, String name, @Nullable List<String> keys) {
        return describe(type, name, keys)
                .with(body -> body.setIfPresent("IncludeSynonyms", true).setIfPresent("IncludeDocumentation", true));
    }

    /** Replaces all values of a resource. */
    public static ClientRequest alter(int type, String name, Map<String, String> values) {
        return ClientRequest.of(
                "AlterConfigs",
                body -> body.add("Resources", resource -> at(resource, type, name)
                        .setEach("Configs", values.entrySet(), (config, value) -> config.set("Name", value.getKey())
                                .set("Value", value.getValue()))));
    }

    /** Changes single values of a resource. */
    public static ClientRequest alterIncrementally(int type, String name, Change... changes) {
        return ClientRequest.of(
                "IncrementalAlterConfigs",
                body -> body.add("Resources", resource -> at(resource, type, name)
                        .setEach("Configs", List.of(changes), (config, change) -> config.set("Name", change.name())
                                .set("ConfigOperation", change.operation())
                                .set("Value", change.value()))));
    }

    private static MessageBuilder at(MessageBuilder resource, int type, String name) {
        return resource.set("ResourceType", type).set("ResourceName", name);
    }

    /** A request that changes configurations, as one that only checks the changes. */
    public static ClientRequest checkOnly(ClientRequest change) {
        return change.with(body -> body.set("ValidateOnly", true));
    }

    /**
     * Asks for the resources that have configurations.
     *
     * @param types the codes of their types, which take version 1; none for all
     */
    public static ClientRequest list(Integer... types) {
        List<Byte> codes = List.of(types).stream().map(Integer::byteValue).toList();
        return ClientRequest.of("ListConfigResources", body -> body.setIfPresent("ResourceTypes", codes));
    }
}
