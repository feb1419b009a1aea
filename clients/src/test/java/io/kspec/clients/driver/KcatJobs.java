package io.kspec.clients.driver;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.Map;

/** Jobs of kcat. */
final class KcatJobs {
    private static final int RECORDS = 30;
    private static final String EARLIEST = "auto.offset.reset=earliest";

    private KcatJobs() {}

    static Map<String, Job<KcatSite>> all() {
        return Map.ofEntries(
                entry("connect", KcatJobs::connect),
                entry("list-topics", KcatJobs::listTopics),
                entry("produce-acks-0", site -> produce(site, "-X", "acks=0")),
                entry("produce-acks-1", site -> produce(site, "-X", "acks=1")),
                entry("produce-acks-all", site -> produce(site, "-X", "acks=all")),
                entry("produce-gzip", site -> produce(site, "-z", "gzip")),
                entry("produce-snappy", site -> produce(site, "-z", "snappy")),
                entry("produce-lz4", site -> produce(site, "-z", "lz4")),
                entry("produce-zstd", site -> produce(site, "-z", "zstd")),
                entry("idempotent", site -> produce(site, "-X", "enable.idempotence=true")),
                entry("transaction-commit", KcatJobs::transaction),
                entry("consume-assigned", KcatJobs::assigned),
                entry("commit-resume", KcatJobs::commitAndResume),
                entry("seek-time", KcatJobs::seekByTime),
                entry("group-eager", site -> joinAndLeave(site, "range")),
                entry("group-cooperative", site -> joinAndLeave(site, "cooperative-sticky")));
    }

    private static void connect(KcatSite site) throws IOException, InterruptedException {
        String listed = site.run("", "-L");
        JobFailure.unless(listed.contains("broker") && listed.contains("(controller)"), "found " + listed);
    }

    private static void listTopics(KcatSite site) throws IOException, InterruptedException {
        site.send(0, 1);
        String listed = site.run("", "-L");
        JobFailure.unless(listed.contains("topic \"" + site.name() + "\""), "found " + listed);
    }

    private static void produce(KcatSite site, String... settings) throws IOException, InterruptedException {
        site.send(0, RECORDS, settings);
        JobFailure.unlessEqual("records", KcatSite.lines(0, RECORDS), site.read("beginning"));
    }

    private static void transaction(KcatSite site) throws IOException, InterruptedException {
        site.send(0, RECORDS, "-X", "transactional.id=" + site.name());
        JobFailure.unlessEqual(
                "committed records",
                KcatSite.lines(0, RECORDS),
                site.read("beginning", "-X", "isolation.level=read_committed"));
    }

    private static void assigned(KcatSite site) throws IOException, InterruptedException {
        site.send(0, RECORDS);
        JobFailure.unlessEqual("records", KcatSite.lines(0, RECORDS), site.read("beginning", "-p", "0"));
        JobFailure.unlessEqual("records since an offset", KcatSite.lines(25, 5), site.read("25", "-p", "0"));
        JobFailure.unlessEqual("last records", KcatSite.lines(27, 3), site.read("-3", "-p", "0"));
    }

    private static void commitAndResume(KcatSite site) throws IOException, InterruptedException {
        site.send(0, 20);
        String first = site.run("", "-X", EARLIEST, "-c", "12", "-q", "-G", site.name(), site.name());
        JobFailure.unlessEqual("records", KcatSite.lines(0, 12), first);
        String second = site.run("", "-X", EARLIEST, "-e", "-q", "-G", site.name(), site.name());
        JobFailure.unlessEqual("records after the commit", KcatSite.lines(12, 8), second);
    }

    private static void seekByTime(KcatSite site) throws Exception {
        site.send(0, 5);
        Thread.sleep(50);
        long between = System.currentTimeMillis();
        Thread.sleep(50);
        site.send(5, 5);
        JobFailure.unlessEqual("records since the time", KcatSite.lines(5, 5), site.read("s@" + between));
    }

    /** Each run of kcat is a member; a topic of one partition moves to the member that stays. */
    private static void joinAndLeave(KcatSite site, String strategy) throws Exception {
        site.send(0, 10);
        KcatRun first = member(site, strategy);
        JavaSite.await("10 records", () -> first.soFar().equals(KcatSite.lines(0, 10)));
        KcatRun second = member(site, strategy);
        JavaSite.await("a rebalance", () -> second.errors().contains("rebalanced"));
        site.send(10, 10);
        JavaSite.await(
                "20 records",
                () -> first.soFar().lines().count() + second.soFar().lines().count() >= 20);
        first.end();
        site.send(20, 10);
        String since = KcatSite.lines(20, 10);
        JavaSite.await(
                "the records since the first member left", () -> second.soFar().endsWith(since));
    }

    private static KcatRun member(KcatSite site, String strategy) throws IOException {
        return site.start(
                "",
                "-u",
                "-X",
                EARLIEST,
                "-X",
                "heartbeat.interval.ms=500",
                "-X",
                "partition.assignment.strategy=" + strategy,
                "-G",
                site.name(),
                site.name());
    }
}
