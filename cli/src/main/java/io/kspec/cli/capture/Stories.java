package io.kspec.cli.capture;

import java.util.List;

/** All stories there are. */
final class Stories {
    /** In the order in which they are played: who lists the groups of a broker does so before others make some. */
    static final List<Story> ALL = List.of(
            new ApiVersionsStory(),
            new MetadataStory(),
            new CreateTopicsStory(),
            new DeleteTopicsStory(),
            new FindCoordinatorStory(),
            new ListGroupsStory(),
            new DescribeGroupsStory(),
            new JoinGroupStory(),
            new SyncGroupStory(),
            new HeartbeatStory(),
            new LeaveGroupStory(),
            new OffsetCommitStory(),
            new OffsetFetchStory(),
            new InitProducerIdStory(),
            new ProduceStory(),
            new FetchStory(),
            new ListOffsetsStory());

    private Stories() {}
}
