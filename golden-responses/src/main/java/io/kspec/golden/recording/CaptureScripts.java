package io.kspec.golden.recording;

import java.util.List;

/** All stories there are. */
final class CaptureScripts {
    /** In the order in which they are played: who lists the groups of a broker does so before others make some. */
    static final List<CaptureScript> ALL = List.of(
            new ApiVersionsScript(),
            new MetadataScript(),
            new CreateTopicsScript(),
            new DeleteTopicsScript(),
            new FindCoordinatorScript(),
            new ListGroupsScript(),
            new DescribeGroupsScript(),
            new JoinGroupScript(),
            new SyncGroupScript(),
            new HeartbeatScript(),
            new LeaveGroupScript(),
            new OffsetCommitScript(),
            new OffsetFetchScript(),
            new InitProducerIdScript(),
            new ProduceScript(),
            new FetchScript(),
            new ListOffsetsScript());

    private CaptureScripts() {}
}
