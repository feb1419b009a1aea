package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.scram.ScramCredentials;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** DescribeUserScramCredentials (KIP-554): which users have credentials, never the credentials themselves. */
public final class DescribeUserScramCredentialsHandler implements ApiHandler {
    private final ScramCredentials credentials;

    public DescribeUserScramCredentialsHandler(Cluster cluster) {
        this.credentials = cluster.security().scram();
    }

    @Override
    public String api() {
        return "DescribeUserScramCredentials";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        if (request.isNull("Users") || request.getStructs("Users").isEmpty()) {
            return HandlerAnswer.now(describe(response, credentials.users()));
        }
        Map<String, Integer> asked = new LinkedHashMap<>();
        for (Message user : request.getStructs("Users")) {
            asked.merge(user.getString("Name"), 1, Integer::sum);
        }
        return HandlerAnswer.now(response.setEach("Results", asked.entrySet(), (result, user) -> {
                    result.set("User", user.getKey());
                    if (user.getValue() > 1) {
                        result.set("ErrorCode", ErrorCode.DUPLICATE_RESOURCE)
                                .set(
                                        "ErrorMessage",
                                        "Cannot describe SCRAM credentials for the same user twice in a single request: "
                                                + user.getKey());
                    } else if (!credentials.users().contains(user.getKey())) {
                        result.set("ErrorCode", ErrorCode.RESOURCE_NOT_FOUND)
                                .set(
                                        "ErrorMessage",
                                        "Attempt to describe a user credential that does not exist: " + user.getKey());
                    } else {
                        fill(result, user.getKey());
                    }
                })
                .build());
    }

    private Message describe(MessageBuilder response, Collection<String> users) {
        return response.setEach("Results", users, (result, user) -> fill(result.set("User", user), user))
                .build();
    }

    private void fill(MessageBuilder result, String user) {
        for (ScramHash hash : ScramHash.values()) {
            credentials
                    .find(user, hash)
                    .ifPresent(credential ->
                            result.add("CredentialInfos", info -> info.set("Mechanism", ScramMechanisms.code(hash))
                                    .set("Iterations", credential.iterations())));
        }
    }
}
