package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.classic.ClassicGroupImage;
import io.kspec.mock.group.classic.ClassicGroupImage.ImageMember;
import io.kspec.mock.group.classic.MemberTerms;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Converts groups with members from one type into the other. */
final class Conversion {
    private static final String CONSUMER = "consumer";

    private final EmbeddedProtocol embedded;
    private final SubscribedTopics topics;

    Conversion(EmbeddedProtocol embedded, SubscribedTopics topics) {
        this.embedded = embedded;
        this.topics = topics;
    }

    /**
     * The consumer group that a classic group becomes. Its members keep their assignments, and use the classic protocol on.
     *
     * @throws GroupRefusal with GROUP_ID_NOT_FOUND if it cannot be converted
     */
    ConsumerGroup upgraded(ClassicGroupImage image, ConsumerGroupSettings settings) {
        if (!settings.migration().upgrades()) {
            throw cannot(image, "upgrades are disabled");
        }
        if (!CONSUMER.equals(image.protocolType())) {
            throw cannot(image, "its members are no consumers");
        }
        if (image.members().size() > settings.maxSize()) {
            throw cannot(image, "it has too many members");
        }
        Map<String, ConsumerMember> members = new HashMap<>();
        Map<String, TargetAssignment> targets = new HashMap<>();
        for (ImageMember member : image.members()) {
            TargetAssignment target = embedded.assignment(member.assignment())
                    .orElseThrow(() -> cannot(image, "the assignment of " + member.id() + " is not understood"));
            EmbeddedProtocol.Subscribed subscribed = embedded.subscription(member.metadata(image.protocolName()))
                    .orElseThrow(() -> cannot(image, "the subscription of " + member.id() + " is malformed"));
            targets.put(member.id(), target);
            members.put(
                    member.id(),
                    new ConsumerMember(
                            member.id(),
                            profile(member, subscribed),
                            new MemberProgress(
                                    image.generationId(),
                                    image.generationId(),
                                    ReconciliationState.STABLE,
                                    CurrentAssignment.of(target, image.generationId()),
                                    CurrentAssignment.NONE)));
        }
        ConsumerGroup group = ConsumerGroup.converted(image.groupId(), image.generationId(), members, targets);
        long hash = topics.hash(group.subscribed());
        return group.withEpoch(image.generationId(), ConsumerGroup.Metadata.unseen(hash));
    }

    private static MemberProfile profile(ImageMember member, EmbeddedProtocol.Subscribed subscribed) {
        return new MemberProfile(
                member.instanceId(),
                subscribed.rackId(),
                member.clientId(),
                member.clientHost(),
                new TreeSet<>(subscribed.topicNames()),
                "",
                member.terms().rebalanceTimeoutMs(),
                null,
                new ClassicSide(
                        member.terms().sessionTimeoutMs(), member.terms().protocols()));
    }

    private static GroupRefusal cannot(ClassicGroupImage image, String why) {
        return new GroupRefusal(
                ErrorCode.GROUP_ID_NOT_FOUND,
                "The classic group " + image.groupId() + " cannot become a consumer group: " + why + ".");
    }

    /** The classic group that a consumer group becomes whose members all use the classic protocol. */
    ClassicGroupImage downgraded(ConsumerGroup group) {
        List<ImageMember> members = new ArrayList<>();
        group.members().forEach((memberId, member) -> {
            ClassicSide classic = member.profile().classic();
            if (classic != null) {
                members.add(new ImageMember(
                        memberId,
                        member.instanceId(),
                        member.profile().clientId(),
                        member.profile().clientHost(),
                        new MemberTerms(
                                classic.sessionTimeoutMs(), member.profile().rebalanceTimeoutMs(), classic.protocols()),
                        bytes(group.target(memberId).partitions(), classic)));
            }
        });
        return new ClassicGroupImage(group.id(), group.epoch(), CONSUMER, null, members);
    }

    /** The assignment of a classic member, in the version of its subscription. */
    Bytes bytes(ConsumerMember member) {
        SortedMap<UUID, Set<Integer>> assigned = new TreeMap<>();
        member.progress().assigned().epochs().forEach((topic, partitions) -> assigned.put(topic, partitions.keySet()));
        return bytes(assigned, member.profile().classic());
    }

    private Bytes bytes(Map<UUID, ? extends Set<Integer>> assigned, @Nullable ClassicSide classic) {
        return embedded.assignment(
                assigned, classic == null ? Bytes.EMPTY : classic.first().metadata());
    }
}
