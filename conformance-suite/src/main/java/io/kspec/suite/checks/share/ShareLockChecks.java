package io.kspec.suite.checks.share;

import static io.kspec.suite.checks.share.ShareGroup.SOURCE;

import io.kspec.runlog.Level;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of ShareFetch and ShareAcknowledge: for how long members are told that they hold records. */
class ShareLockChecks {
    private static final String DURATION = "share.record.lock.duration.ms";
    private static final String TOLD = "AcquisitionLockTimeoutMs";
    /** A duration that Apache Kafka takes, and that is nobody's default. */
    private static final int LOCK_MS = 20_001;

    @ConformanceTest(
            id = "share-fetch.configured-lock-duration-told",
            api = "ShareFetch",
            versions = "1+",
            needs = {
                "ShareGroupHeartbeat",
                "AlterShareGroupOffsets",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A member is told that it holds what it is delivered for the time that its group is configured with.",
            source = SOURCE,
            why = "An application that needs more time for a record is given it by this configuration.")
    void theConfiguredDurationOfLocksIsTold(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            log.configure(DURATION, Integer.toString(LOCK_MS));
            log.reader("reader").fetchFrom(0).expect(TOLD, LOCK_MS);
        }
    }

    @ConformanceTest(
            id = "share-acknowledge.configured-lock-duration-told",
            api = "ShareAcknowledge",
            versions = "2+",
            needs = {
                "ShareGroupHeartbeat",
                "ShareFetch",
                "AlterShareGroupOffsets",
                "IncrementalAlterConfigs",
                "DescribeConfigs",
                "Produce",
                "CreateTopics",
                "Metadata"
            },
            level = Level.SHOULD,
            requirement =
                    "A member that renews its locks is told that it holds the records for the time that its group is configured"
                            + " with.",
            source = "KIP-1222; measured on Apache Kafka",
            why = "It is the time until the application must renew them again.")
    void theConfiguredDurationOfRenewedLocksIsTold(Case test) {
        try (SharedLog log = SharedLog.of(test, 1)) {
            log.configure(DURATION, Integer.toString(LOCK_MS));
            ShareReader reader = log.reader("reader");
            reader.fetchFrom(0);
            reader.renew(0, 0).expect(TOLD, LOCK_MS);
        }
    }
}
