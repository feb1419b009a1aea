package io.kspec.golden.recording;

/** Credentials that come to be and cease to be, and those that Kafka refuses. */
final class AlterUserScramCredentialsScript implements CaptureScript {
    private static final int UNKNOWN = 0;
    private static final int TOO_FEW = 1;
    private static final int TOO_MANY = 1_000_000;

    @Override
    public String apiName() {
        return "AlterUserScramCredentials";
    }

    @Override
    public void play(Recorder recorder) {
        String user = recorder.name();
        recorder.ask("a credential that is not there is deleted", PreparedScram.deleting(user));
        recorder.ask("a credential", PreparedScram.setting(user, PreparedScram.SHA_256));
        recorder.ask("the same credential again", PreparedScram.setting(user, PreparedScram.SHA_256));
        recorder.ask(
                "two changes of the same credential",
                PreparedScram.setting(user, PreparedScram.SHA_256).and(PreparedScram.deleting(user)));
        recorder.ask("a mechanism that does not exist", PreparedScram.setting(user, UNKNOWN));
        recorder.ask("an empty name", PreparedScram.setting("", PreparedScram.SHA_256));
        recorder.ask("too few iterations", PreparedScram.setting(user, PreparedScram.SHA_256, TOO_FEW));
        recorder.ask("too many iterations", PreparedScram.setting(user, PreparedScram.SHA_256, TOO_MANY));
        recorder.ask(
                "two users, one of whom has no credential",
                PreparedScram.deleting(user).and(PreparedScram.deleting(recorder.name("nobody"))));
    }
}
