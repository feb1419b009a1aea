package io.kspec.golden.recording;

import io.kspec.stage.requests.ClientRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credentials of users, never their secrets. */
final class DescribeUserScramCredentialsScript implements CaptureScript {
    @Override
    public String apiName() {
        return "DescribeUserScramCredentials";
    }

    @Override
    public void play(Recorder recorder) {
        String user = recorder.name();
        recorder.ask("nobody has any", describing(null));
        recorder.ask("a user without credentials", describing(List.of(user)));
        recorder.prepare(Recorder.CLIENT, "a credential", PreparedScram.setting(user, PreparedScram.SHA_256), 0);
        recorder.ask("a user with a credential", describing(List.of(user)));
        recorder.ask("all users", describing(null));
        recorder.ask("no user in particular, which is all of them", describing(List.of()));
        recorder.ask("a user named twice", describing(List.of(user, user)));
        recorder.ask("a user, and one without credentials", describing(List.of(user, recorder.name("nobody"))));
        recorder.ask("an empty name", describing(List.of("")));
        recorder.prepare(Recorder.CLIENT, "the credential is deleted", PreparedScram.deleting(user), 0);
    }

    private static ClientRequest describing(@Nullable List<String> users) {
        return ClientRequest.of("DescribeUserScramCredentials", body -> {
            if (users == null) {
                body.set("Users", null);
            } else {
                body.setEach("Users", users, (entry, name) -> entry.set("Name", name));
            }
        });
    }
}
