package io.kspec.golden.recording;

/** ACLs that cease to be, and filters that match nothing or that Kafka refuses. */
final class DeleteAclsScript implements CaptureScript {
    private static final int UNKNOWN = 0;

    @Override
    public String apiName() {
        return "DeleteAcls";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedAcl acl = new PreparedAcl(recorder.name(), PreparedAcl.LITERAL);
        recorder.ask("no ACL matches", acl.deleting());
        recorder.prepare(Recorder.CLIENT, "an ACL", acl.creating(), 3);
        recorder.ask("an ACL", acl.deleting());
        recorder.ask("an ACL that was deleted", acl.deleting());
        recorder.ask(
                "two filters that match nothing",
                acl.deleting().and(new PreparedAcl(recorder.name("second"), PreparedAcl.LITERAL).deleting()));
        recorder.provoke(
                "client-of-no-operation", "an operation that does not exist", acl.deletingWith("Operation", UNKNOWN));
    }
}
