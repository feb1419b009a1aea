package io.kspec.mock.group.streams;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.streams.ConfiguredTopology.ConfiguredSubtopology;
import io.kspec.mock.group.streams.GroupStatus.Kind;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides how many partitions the internal topics of a topology must have, and which of them are missing. */
final class TopologyConfiguration {
    private final TopicTable topics;
    private final StreamsTopology topology;
    /** The numbers of partitions of internal topics that have been decided, by name. */
    private final Map<String, Integer> decided = new TreeMap<>();

    /** Topics do not have the numbers of partitions that they must have. */
    private static final class WronglyPartitioned extends RuntimeException {
        private static final long serialVersionUID = 1;

        WronglyPartitioned(String message) {
            super(message, null, false, false);
        }

        GroupStatus status() {
            String message = getMessage();
            return new GroupStatus(Kind.INCORRECTLY_PARTITIONED_TOPICS, message == null ? "" : message);
        }
    }

    private TopologyConfiguration(TopicTable topics, StreamsTopology topology) {
        this.topics = topics;
        this.topology = topology;
    }

    /**
     * Configures a topology with the topics that exist.
     *
     * @throws GroupRefusal with STREAMS_INVALID_TOPOLOGY if no topics could make it run
     */
    static ConfiguredTopology of(TopicTable topics, StreamsTopology topology) {
        SortedSet<String> missing = new TreeSet<>();
        for (Subtopology subtopology : topology.subtopologies()) {
            subtopology.sourceTopics().stream()
                    .filter(name -> topics.find(name).isEmpty())
                    .forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            return ConfiguredTopology.impossible(new GroupStatus(
                    Kind.MISSING_SOURCE_TOPICS, "Source topics " + String.join(", ", missing) + " are missing."));
        }
        try {
            return new TopologyConfiguration(topics, topology).configure();
        } catch (WronglyPartitioned wrong) {
            return ConfiguredTopology.impossible(wrong.status());
        }
    }

    private ConfiguredTopology configure() {
        decideRepartitionTopics();
        for (Subtopology subtopology : topology.subtopologies()) {
            subtopology.copartitioned().stream()
                    .filter(group -> !group.isEmpty())
                    .forEach(this::enforce);
        }
        decideChangelogTopics();
        SortedMap<String, ConfiguredSubtopology> configured = new TreeMap<>();
        for (Subtopology subtopology : topology.subtopologies()) {
            configured.put(subtopology.id(), configured(subtopology));
        }
        List<InternalTopic> missing = missing(configured);
        String names = String.join(
                ", ", missing.stream().map(InternalTopic::name).sorted().toList());
        GroupStatus problem = missing.isEmpty()
                ? null
                : new GroupStatus(Kind.MISSING_INTERNAL_TOPICS, "These internal topics do not exist yet: " + names);
        return new ConfiguredTopology(configured, missing, problem);
    }

    private static GroupRefusal invalid(String why) {
        return new GroupRefusal(ErrorCode.STREAMS_INVALID_TOPOLOGY, "The topology is invalid: " + why + ".");
    }

    private OptionalInt partitions(String topic) {
        Integer decision = decided.get(topic);
        return topics.find(topic)
                .map(found -> OptionalInt.of(found.partitions().size()))
                .orElse(decision == null ? OptionalInt.empty() : OptionalInt.of(decision));
    }

    private int knownPartitions(String topic) {
        return partitions(topic)
                .orElseThrow(() -> invalid("how many partitions " + topic + " must have does not follow from it"));
    }

    /** A repartition topic has as many partitions as the largest source topic of who writes it, unless the application says so. */
    private void decideRepartitionTopics() {
        for (Subtopology subtopology : topology.subtopologies()) {
            subtopology.repartitionSourceTopics().stream()
                    .filter(topic -> topic.partitions() != 0)
                    .forEach(topic -> decided.put(topic.name(), topic.partitions()));
        }
        boolean isOpen = true;
        while (isOpen) {
            isOpen = false;
            boolean hasProgressed = false;
            for (Subtopology subtopology : topology.subtopologies()) {
                for (String sink : subtopology.repartitionSinkTopics()) {
                    OptionalInt count = decided.containsKey(sink) ? OptionalInt.of(0) : largestInput(subtopology);
                    isOpen |= count.isEmpty();
                    if (count.isPresent() && !decided.containsKey(sink)) {
                        decided.put(sink, count.getAsInt());
                        hasProgressed = true;
                    }
                }
            }
            if (isOpen && !hasProgressed) {
                throw invalid("the numbers of partitions of its repartition topics depend on each other");
            }
        }
        for (Subtopology subtopology : topology.subtopologies()) {
            for (InternalTopic source : subtopology.repartitionSourceTopics()) {
                if (!decided.containsKey(source.name())) {
                    throw invalid("no subtopology writes " + source.name());
                }
            }
        }
    }

    private OptionalInt largestInput(Subtopology subtopology) {
        return subtopology.inputs().stream()
                .map(input -> {
                    Integer decision = decided.get(input);
                    return decision == null ? existing(input) : OptionalInt.of(decision);
                })
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
    }

    private OptionalInt existing(String topic) {
        return topics.find(topic)
                .map(found -> OptionalInt.of(found.partitions().size()))
                .orElse(OptionalInt.empty());
    }

    /** The topics of a group have the same number of partitions; those that the application leaves open are given it. */
    private void enforce(SortedSet<String> group) {
        Set<String> fixed = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (Subtopology subtopology : topology.subtopologies()) {
            for (InternalTopic topic : subtopology.repartitionSourceTopics()) {
                (topic.partitions() == 0 ? open : fixed).add(topic.name());
            }
        }
        SortedMap<String, Integer> ofRepartition = new TreeMap<>();
        SortedMap<String, Integer> ofFixed = new TreeMap<>();
        SortedMap<String, Integer> ofOthers = new TreeMap<>();
        for (String topic : group) {
            int count = knownPartitions(topic);
            if (fixed.contains(topic)) {
                ofFixed.put(topic, count);
            }
            (fixed.contains(topic) || open.contains(topic) ? ofRepartition : ofOthers).put(topic, count);
        }
        int common;
        if (!ofOthers.isEmpty()) {
            common = same(ofOthers);
        } else if (!ofFixed.isEmpty()) {
            common = same(ofFixed);
        } else {
            common = ofRepartition.values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }
        ofFixed.forEach((topic, count) -> {
            if (count != common) {
                throw new WronglyPartitioned(topic + " must have " + common + " partitions, not " + count);
            }
        });
        ofRepartition.keySet().stream()
                .filter(topic -> !ofFixed.containsKey(topic))
                .forEach(topic -> decided.put(topic, common));
    }

    private static int same(SortedMap<String, Integer> counts) {
        if (new HashSet<>(counts.values()).size() > 1) {
            throw new WronglyPartitioned("These topics must have the same number of partitions: " + counts);
        }
        return counts.values().iterator().next();
    }

    /** A changelog topic has as many partitions as the largest source topic of its subtopology. */
    private void decideChangelogTopics() {
        for (Subtopology subtopology : topology.subtopologies()) {
            List<InternalTopic> changelogs = subtopology.changelogTopics().stream()
                    .filter(topic -> !subtopology.sourceTopics().contains(topic.name()))
                    .toList();
            if (!changelogs.isEmpty()) {
                int largest = largest(subtopology);
                changelogs.forEach(topic -> decided.put(topic.name(), largest));
            }
        }
    }

    private int largest(Subtopology subtopology) {
        return subtopology.inputs().stream()
                .mapToInt(this::knownPartitions)
                .max()
                .orElseThrow(() -> invalid("the subtopology " + subtopology.id() + " reads no topics"));
    }

    private ConfiguredSubtopology configured(Subtopology subtopology) {
        Subtopology withPartitions = new Subtopology(
                subtopology.id(),
                subtopology.sourceTopics(),
                subtopology.sourceTopicRegexes(),
                subtopology.changelogTopics().stream().map(this::configured).toList(),
                subtopology.repartitionSinkTopics(),
                subtopology.repartitionSourceTopics().stream()
                        .map(this::configured)
                        .toList(),
                subtopology.copartitionGroups());
        return new ConfiguredSubtopology(withPartitions, largest(subtopology));
    }

    private InternalTopic configured(InternalTopic topic) {
        return topic.partitions() == 0
                ? topic.withPartitions(decided.getOrDefault(topic.name(), knownPartitions(topic.name())))
                : topic;
    }

    private List<InternalTopic> missing(SortedMap<String, ConfiguredSubtopology> configured) {
        Map<String, InternalTopic> internal = new TreeMap<>();
        configured.values().forEach(entry -> {
            entry.subtopology().repartitionSourceTopics().forEach(topic -> internal.put(topic.name(), topic));
            entry.subtopology().changelogTopics().forEach(topic -> internal.put(topic.name(), topic));
        });
        List<InternalTopic> missing = new ArrayList<>();
        internal.forEach((name, topic) -> {
            OptionalInt found = existing(name);
            if (found.isEmpty()) {
                missing.add(topic);
            } else if (found.getAsInt() != topic.partitions()) {
                throw new WronglyPartitioned(
                        name + " must have " + topic.partitions() + " partitions, not " + found.getAsInt());
            }
        });
        return missing;
    }
}
