package io.kspec.golden.recording;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.QuotaRequests;
import io.kspec.stage.requests.ShareRequests;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.PlainMechanism;
import io.kspec.stage.security.Secret;
import io.kspec.stage.security.SecuritySettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Waits until a broker shows what a request has changed: its controller answers before the broker knows. */
public final class Aftermath {
    private static final int NEWEST = 99;
    private static final Set<String> LATE = Set.of(
            "AlterClientQuotas",
            "CreateAcls",
            "DeleteAcls",
            "AlterUserScramCredentials",
            "CreateDelegationToken",
            "ExpireDelegationToken",
            "IncrementalAlterConfigs",
            "ShareGroupHeartbeat");

    private final BrokerFixture ground;

    public Aftermath(BrokerFixture ground) {
        this.ground = ground;
    }

    /** Whether the effects of requests of an API may show late. */
    public static boolean follows(ApiSpec api) {
        return LATE.contains(api.name());
    }

    /**
     * Waits for the effects of a request.
     *
     * @throws CaptureFailure if they do not show within the limit
     */
    public void await(Message request, Message response) {
        switch (request.id().name()) {
            case "CreateAcls" -> awaitAcls("Creations", request, response.getStructs("Results"), true);
            case "DeleteAcls" -> awaitAcls("Filters", request, response.getStructs("FilterResults"), false);
            case "AlterUserScramCredentials" -> awaitScram(request, response);
            case "CreateDelegationToken" -> {
                if (isDone(response)) {
                    awaitToken(response.getBytes("Hmac"), true);
                }
            }
            case "ExpireDelegationToken" -> {
                if (isDone(response) && request.getLong("ExpiryTimePeriodMs") < 0) {
                    awaitToken(request.getBytes("Hmac"), false);
                }
            }
            case "AlterClientQuotas" -> awaitQuotas(request, response);
            case "ShareGroupHeartbeat" -> {
                if (isDone(response) && isSubscribing(request)) {
                    awaitShareOffsets(request.getString("GroupId"));
                }
            }
            case "IncrementalAlterConfigs" -> awaitGroupConfigs(request);
            default -> {}
        }
    }

    private static boolean isDone(Message answer) {
        return answer.getShort("ErrorCode") == ErrorCode.NONE.code();
    }

    private void awaitAcls(String entries, Message request, List<Message> results, boolean present) {
        List<Message> asked = request.getStructs(entries);
        for (int i = 0; i < Math.min(asked.size(), results.size()); i++) {
            if (isDone(results.get(i))) {
                awaitAcl(asked.get(i), present);
            }
        }
    }

    private void awaitAcl(Message wanted, boolean present) {
        String suffix = present ? "" : "Filter";
        ClientRequest question = ClientRequest.of(
                "DescribeAcls", body -> body.set("ResourceTypeFilter", wanted.getInt("ResourceType" + suffix))
                        .set("ResourceNameFilter", wanted.getNullableString("ResourceName" + suffix))
                        .setIfPresent("PatternTypeFilter", pattern(wanted, present))
                        .set("PrincipalFilter", wanted.getNullableString("Principal" + suffix))
                        .set("HostFilter", wanted.getNullableString("Host" + suffix))
                        .set("Operation", wanted.getInt("Operation"))
                        .set("PermissionType", wanted.getInt("PermissionType")));
        BrokerFixture.await(
                "ACLs",
                () -> ground.ask(question, NEWEST).getStructs("Resources").isEmpty() == present
                        ? Optional.of(present ? "none" : "some")
                        : Optional.empty());
    }

    private static int pattern(Message wanted, boolean present) {
        String field = present ? "ResourcePatternType" : "PatternTypeFilter";
        return wanted.has(field) ? wanted.getInt(field) : 3;
    }

    private void awaitScram(Message request, Message response) {
        for (Message result : response.getStructs("Results")) {
            String user = result.getString("User");
            if (isDone(result)) {
                boolean present = request.getStructs("Upsertions").stream()
                        .anyMatch(each -> each.getString("Name").equals(user));
                ClientRequest question = ClientRequest.of(
                        "DescribeUserScramCredentials", body -> body.add("Users", entry -> entry.set("Name", user)));
                BrokerFixture.await(
                        "credentials of " + user,
                        () -> isDone(ground.ask(question, NEWEST)
                                                .getStructs("Results")
                                                .get(0))
                                        == present
                                ? Optional.empty()
                                : Optional.of(present ? "none" : "some"));
            }
        }
    }

    /** Only a user who has logged in may ask. */
    private void awaitToken(Bytes hmac, boolean present) {
        ListenerSecurity login =
                new ListenerSecurity(null, new PlainMechanism(CaptureSetup.USER, new Secret(CaptureSetup.PASSWORD)));
        Target logins = ground.logins().orElseThrow();
        try (Stage user = Stage.on(logins)
                .settings(ConnectionSettings.DEFAULT.withSecurity(SecuritySettings.ofEveryRole(login)))
                .open()) {
            ClientRequest question = ClientRequest.of("DescribeDelegationToken", body -> body.set("Owners", null));
            int version = user.versions("DescribeDelegationToken").highest();
            BrokerFixture.await(
                    "delegation tokens",
                    () -> user.role("user").ask(question, version).getStructs("Tokens").stream()
                                            .anyMatch(token ->
                                                    token.getBytes("Hmac").equals(hmac))
                                    == present
                            ? Optional.empty()
                            : Optional.of(present ? "no such token" : "the token"));
        }
    }

    private void awaitQuotas(Message request, Message response) {
        List<Message> asked = request.getStructs("Entries");
        for (int i = 0; i < asked.size() && !request.getBoolean("ValidateOnly"); i++) {
            if (isDone(response.getStructs("Entries").get(i))) {
                Message entity = asked.get(i).getStructs("Entity").get(0);
                asked.get(i).getStructs("Ops").forEach(op -> awaitQuota(entity, op));
            }
        }
    }

    private void awaitQuota(Message entity, Message op) {
        ClientRequest question = QuotaRequests.describe(
                entity.getString("EntityType"), QuotaRequests.EXACT, entity.getNullableString("EntityName"), true);
        String key = op.getString("Key");
        BrokerFixture.await(
                key,
                () -> ground.ask(question, NEWEST).getStructs("Entries").stream()
                                        .flatMap(found -> found.getStructs("Values").stream())
                                        .anyMatch(
                                                value -> value.getString("Key").equals(key))
                                != op.getBoolean("Remove")
                        ? Optional.empty()
                        : Optional.of("as before"));
    }

    private static boolean isSubscribing(Message heartbeat) {
        return !heartbeat.isNull("SubscribedTopicNames")
                && !heartbeat.getStrings("SubscribedTopicNames").isEmpty();
    }

    /** A group keeps the states of its partitions with another coordinator, which it tells in its own time. */
    private void awaitShareOffsets(String group) {
        if (ground.speaks("DescribeShareGroupOffsets")) {
            ClientRequest question = ShareRequests.describeOffsets(group, null);
            BrokerFixture.await("partitions of " + group, () -> ground.ask(question, 0).getStructs("Groups").stream()
                    .filter(described -> described.getStructs("Topics").isEmpty())
                    .map(described -> "none")
                    .findFirst());
        }
    }

    private void awaitGroupConfigs(Message request) {
        for (Message resource : request.getStructs("Resources")) {
            if (resource.getInt("ResourceType") == ConfigRequests.GROUP) {
                for (Message config : resource.getStructs("Configs")) {
                    awaitGroupConfig(resource.getString("ResourceName"), config);
                }
            }
        }
    }

    private void awaitGroupConfig(String group, Message wanted) {
        String name = wanted.getString("Name");
        String value = wanted.getNullableString("Value");
        ClientRequest question = ConfigRequests.describe(ConfigRequests.GROUP, group, List.of(name));
        BrokerFixture.await(name + " of " + group, () -> ground.ask(question, NEWEST).getStructs("Results").stream()
                .flatMap(result -> result.getStructs("Configs").stream())
                .map(config -> config.getNullableString("Value"))
                .filter(found -> value != null && !value.equals(found))
                .map(found -> "the value " + found)
                .findFirst());
    }
}
