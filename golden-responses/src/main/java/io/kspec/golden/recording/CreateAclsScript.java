package io.kspec.golden.recording;

/** ACLs that come to be, and those that Kafka refuses. */
final class CreateAclsScript implements CaptureScript {
    private static final int UNKNOWN = 0;
    private static final int CLUSTER = 4;

    @Override
    public String apiName() {
        return "CreateAcls";
    }

    @Override
    public void play(Recorder recorder) {
        PreparedAcl acl = new PreparedAcl(recorder.name(), PreparedAcl.LITERAL);
        recorder.ask("an ACL", acl.creating());
        recorder.ask("an ACL that exists", acl.creating());
        if (recorder.from(1)) {
            PreparedAcl prefixed = new PreparedAcl(recorder.name(), PreparedAcl.PREFIXED);
            recorder.ask("an ACL of a prefix", prefixed.creating());
            recorder.prepare(Recorder.CLIENT, "the ACL of the prefix is deleted", prefixed.deleting(), 3);
        }
        recorder.ask("an operation that is any", acl.creatingWith("Operation", PreparedAcl.ANY));
        recorder.ask("a permission that is any", acl.creatingWith("PermissionType", PreparedAcl.ANY));
        recorder.ask("an empty name", acl.creatingWith("ResourceName", ""));
        recorder.ask("a cluster of another name", acl.creatingWith("ResourceType", CLUSTER));
        recorder.provoke("client-of-unknown", "a type that does not exist", acl.creatingWith("ResourceType", UNKNOWN));
        recorder.prepare(Recorder.CLIENT, "the ACL is deleted", acl.deleting(), 3);
    }
}
