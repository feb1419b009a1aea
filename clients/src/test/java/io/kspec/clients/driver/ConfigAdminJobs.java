package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.ListConfigResourcesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/** Jobs of an admin about configurations. */
final class ConfigAdminJobs {
    private ConfigAdminJobs() {}

    static Map<String, Job<JavaSite>> all() {
        return Map.ofEntries(
                entry("describe-configs", ConfigAdminJobs::describe),
                entry("alter-configs", ConfigAdminJobs::alterTopic),
                entry("alter-broker-configs", ConfigAdminJobs::alterBroker),
                entry("list-config-resources", ConfigAdminJobs::listResources));
    }

    private static Config describe(Admin admin, ConfigResource resource) throws Exception {
        return JavaSite.entry(
                admin.describeConfigs(
                                List.of(resource),
                                new DescribeConfigsOptions()
                                        .includeSynonyms(true)
                                        .includeDocumentation(true))
                        .all()
                        .get(),
                resource);
    }

    private static ConfigEntry entryOf(Config config, String name) {
        ConfigEntry entry = config.get(name);
        if (entry == null) {
            throw new JobFailure("expected a configuration " + name + ", found none");
        }
        return entry;
    }

    private static ConfigResource broker(Admin admin) throws Exception {
        return new ConfigResource(
                ConfigResource.Type.BROKER,
                admin.describeCluster().nodes().get().iterator().next().idString());
    }

    private static void describe(JavaSite site) throws Exception {
        site.topic(1);
        Admin admin = site.admin();
        ConfigEntry retention =
                entryOf(describe(admin, new ConfigResource(ConfigResource.Type.TOPIC, site.name())), "retention.ms");
        JobFailure.unlessEqual("retention.ms", "604800000", retention.value());
        JobFailure.unless(retention.isDefault(), "expected a default, found " + retention.source());
        JobFailure.unless(retention.documentation() != null, "expected documentation of retention.ms, found none");
        JobFailure.unlessEqual("type", ConfigEntry.ConfigType.LONG, retention.type());
        ConfigEntry create = entryOf(describe(admin, broker(admin)), "auto.create.topics.enable");
        JobFailure.unlessEqual("auto.create.topics.enable", "true", create.value());
    }

    private static void alter(
            Admin admin, ConfigResource resource, AlterConfigOp.OpType type, String name, String value)
            throws Exception {
        admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(new ConfigEntry(name, value), type))))
                .all()
                .get();
    }

    private static void awaitValue(Admin admin, ConfigResource resource, String name, String value) throws Exception {
        JavaSite.await(
                name + " = " + value,
                () -> value.equals(entryOf(describe(admin, resource), name).value()));
    }

    private static void alterTopic(JavaSite site) throws Exception {
        site.topic(1);
        Admin admin = site.admin();
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, site.name());
        alter(admin, topic, AlterConfigOp.OpType.SET, "retention.ms", "12345678");
        awaitValue(admin, topic, "retention.ms", "12345678");
        ConfigEntry set = entryOf(describe(admin, topic), "retention.ms");
        JobFailure.unlessEqual("source", ConfigSource.DYNAMIC_TOPIC_CONFIG, set.source());
        JobFailure.unlessEqual(
                "source of the first synonym",
                ConfigSource.DYNAMIC_TOPIC_CONFIG,
                set.synonyms().get(0).source());
        alter(admin, topic, AlterConfigOp.OpType.APPEND, "cleanup.policy", "compact");
        awaitValue(admin, topic, "cleanup.policy", "delete,compact");
        alter(admin, topic, AlterConfigOp.OpType.SUBTRACT, "cleanup.policy", "delete");
        awaitValue(admin, topic, "cleanup.policy", "compact");
        alter(admin, topic, AlterConfigOp.OpType.DELETE, "retention.ms", "");
        awaitValue(admin, topic, "retention.ms", "604800000");
        Failures.expect(InvalidConfigurationException.class, () -> {
            alter(admin, topic, AlterConfigOp.OpType.SET, "retention.ms", "long");
            return "no failure";
        });
    }

    private static void alterBroker(JavaSite site) throws Exception {
        Admin admin = site.admin();
        ConfigResource broker = broker(admin);
        alter(admin, broker, AlterConfigOp.OpType.SET, "log.cleaner.threads", "2");
        awaitValue(admin, broker, "log.cleaner.threads", "2");
        JobFailure.unlessEqual(
                "source",
                ConfigSource.DYNAMIC_BROKER_CONFIG,
                entryOf(describe(admin, broker), "log.cleaner.threads").source());
        alter(admin, broker, AlterConfigOp.OpType.DELETE, "log.cleaner.threads", "");
        awaitValue(admin, broker, "log.cleaner.threads", "1");
    }

    private static void listResources(JavaSite site) throws Exception {
        site.topic(1);
        Set<String> topics = site
                .admin()
                .listConfigResources(Set.of(ConfigResource.Type.TOPIC), new ListConfigResourcesOptions())
                .all()
                .get()
                .stream()
                .map(ConfigResource::name)
                .collect(Collectors.toSet());
        JobFailure.unless(
                topics.contains(site.name()), "expected " + site.name() + " among the resources, found " + topics);
    }
}
