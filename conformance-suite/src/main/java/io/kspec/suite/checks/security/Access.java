package io.kspec.suite.checks.security;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.play.Role;
import io.kspec.stage.requests.AclBinding;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.checks.log.MetadataEntries;
import java.util.List;

/** A topic, and a user to whom nothing is allowed. Closing it deletes the user and all ACLs. */
final class Access implements AutoCloseable {
    private final Case test;
    private final String topic;
    private final ScramUser user;
    private final Acls acls;
    private final Acls protection;
    private final Role role;

    Access(Case test) {
        this.test = test;
        LoginClient.demandSasl(test);
        this.protection = new Acls(test);
        this.user = ScramUser.create(test);
        this.acls = new Acls(test, user.principal());
        boolean ready = false;
        try {
            this.topic = test.topic(1);
            // Where everybody may do what no ACL is about, the topic must have one.
            protection.create(protection.mayRead(topic));
            this.role = user.awaitLogin();
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    String topic() {
        return topic;
    }

    /** The user as a client. */
    Role role() {
        return role;
    }

    AclBinding mayRead() {
        return acls.mayRead(topic);
    }

    void create(AclBinding... all) {
        acls.create(all);
    }

    void expectDenied(List<ClientRequest> requests, ErrorCode error) {
        new Denials(test, role.connection()).expect(requests, error);
    }

    /** Expects an error of the topic in Metadata. */
    void expect(ErrorCode error) {
        expect(metadata(), error);
    }

    private void expect(Answer metadata, ErrorCode error) {
        metadata.expectError(MetadataEntries.topic(metadata, topic) + "ErrorCode", error);
    }

    /** Waits for an error of the topic in Metadata: brokers learn of ACLs a moment later. */
    void await(ErrorCode error) {
        expect(
                Await.of("Metadata of " + topic, test.stage().settings().readTimeout())
                        .last(this::metadata, answer -> hasError(answer, error)),
                error);
    }

    private boolean hasError(Answer metadata, ErrorCode error) {
        return MetadataEntries.find(metadata, topic)
                .filter(entry -> metadata.number(entry + "ErrorCode") == error.code())
                .isPresent();
    }

    private Answer metadata() {
        return test.ask(role.connection(), MetadataRequests.topics(topic));
    }

    @Override
    public void close() {
        acls.close();
        protection.close();
        user.close();
    }
}
