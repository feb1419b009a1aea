package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of ListConfigResources. */
class ListConfigResourcesChecks {
    @ConformanceTest(
            id = "list-config-resources.only-asked-types",
            api = "ListConfigResources",
            alone = true,
            versions = "1+",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "If types of resources are requested, all of these are listed and no others, each once.",
            source = "KIP-1142",
            why = "kafka-configs --describe asks for the resources of the type that it goes on to describe.")
    void onlyRequestedTypesAreListed(Case test) {
        String topic = test.topic(1);
        Answer topics = list(test, ConfigRequests.TOPIC);
        expectAll(topics, ConfigRequests.TOPIC);
        topics.expect(isListed(topics, topic), "ConfigResources", "an entry for topic " + topic, "none");
        Answer brokers = list(test, ConfigRequests.BROKER);
        expectAll(brokers, ConfigRequests.BROKER);
        brokers.expect(!resources(brokers).isEmpty(), "ConfigResources", "an entry for a broker", "none");
    }

    @ConformanceTest(
            id = "list-config-resources.no-types-mean-all",
            api = "ListConfigResources",
            alone = true,
            versions = "1+",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Without types, the resources of all types are listed.",
            source = "message definition ListConfigResourcesRequest: an empty list means all types",
            why = "The Java admin client's listConfigResources() asks so by default.")
    void noTypesMeanAll(Case test) {
        String topic = test.topic(1);
        Answer listed = list(test);
        listed.expect(isListed(listed, topic), "ConfigResources", "an entry for topic " + topic, "none");
        boolean hasBroker = resources(listed).stream()
                .anyMatch(resource -> resource.getInt("ResourceType") == ConfigRequests.BROKER);
        listed.expect(hasBroker, "ConfigResources", "an entry for a broker", "none");
    }

    private static Answer list(Case test, Integer... types) {
        return test.ask(ConfigRequests.list(types)).expectError("ErrorCode", ErrorCode.NONE);
    }

    private static void expectAll(Answer listed, int type) {
        int count = resources(listed).size();
        for (int i = 0; i < count; i++) {
            listed.expect("ConfigResources[" + i + "].ResourceType", type);
        }
        List<String> names = resources(listed).stream()
                .map(resource -> resource.getString("ResourceName"))
                .toList();
        listed.expect(names.stream().distinct().count() == count, "ConfigResources", "each resource once", names);
    }

    private static boolean isListed(Answer listed, String topic) {
        return resources(listed).stream()
                .anyMatch(resource -> resource.getInt("ResourceType") == ConfigRequests.TOPIC
                        && resource.getString("ResourceName").equals(topic));
    }

    private static List<Message> resources(Answer listed) {
        return listed.body().getStructs("ConfigResources");
    }
}
