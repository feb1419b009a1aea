package io.kspec.golden.recording;

/** ACLs of a topic, of a prefix and of everything that matches, and filters that Kafka refuses. */
final class DescribeAclsScript implements CaptureScript {
    private static final int UNKNOWN = 0;

    @Override
    public String apiName() {
        return "DescribeAcls";
    }

    @Override
    public void play(Recorder recorder) {
        recorder.ask("no ACL", PreparedAcl.describing(recorder.name(), PreparedAcl.LITERAL));
        PreparedAcl acl = new PreparedAcl(recorder.name(), PreparedAcl.LITERAL);
        recorder.prepare(Recorder.CLIENT, "an ACL", acl.creating(), 3);
        recorder.ask("the ACL of a topic", PreparedAcl.describing(recorder.name(), PreparedAcl.LITERAL));
        recorder.ask("all ACLs of topics", PreparedAcl.describing(null, PreparedAcl.LITERAL));
        if (recorder.from(1)) {
            PreparedAcl prefixed = new PreparedAcl(BrokerFixture.PREFIX, PreparedAcl.PREFIXED);
            recorder.prepare(Recorder.CLIENT, "an ACL of a prefix", prefixed.creating(), 3);
            recorder.ask("the ACL of a prefix", PreparedAcl.describing(BrokerFixture.PREFIX, PreparedAcl.PREFIXED));
            recorder.ask("all that match a topic", PreparedAcl.describing(recorder.name(), PreparedAcl.MATCH));
            recorder.ask("of any pattern", PreparedAcl.describing(BrokerFixture.PREFIX, PreparedAcl.ANY));
            recorder.provoke(
                    "client-of-no-pattern",
                    "a kind of pattern that does not exist",
                    PreparedAcl.describing(recorder.name(), UNKNOWN));
            recorder.prepare(Recorder.CLIENT, "the ACL of the prefix is deleted", prefixed.deleting(), 3);
        }
        recorder.prepare(Recorder.CLIENT, "the ACL is deleted", acl.deleting(), 3);
    }
}
