package io.kspec.golden.walk.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.mock.WireClient;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Catalog;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the two brokers that walks of security compare, with the connections to it. */
final class SecuritySide implements AutoCloseable {
    static final String USER = "bob";
    static final String PASSWORD = "secret-of-bob";
    static final List<String> TOPICS = List.of("t0", "t1");
    private static final byte ANY = 1;
    private static final int LONGEST_WAIT_MS = 20_000;

    private final int port;
    private final int saslPort;
    private final WireClient admin;
    private final Map<String, UUID> ids = new HashMap<>();
    private WireClient user;

    /**
     * @param port the port of the listener without security, whose clients may do everything
     * @param saslPort the port of the listener with SASL
     */
    SecuritySide(int port, int saslPort) throws IOException {
        this.port = port;
        this.saslPort = saslPort;
        this.admin = new WireClient(port);
        this.user = login();
    }

    int port() {
        return port;
    }

    int saslPort() {
        return saslPort;
    }

    private WireClient login() throws IOException {
        WireClient client = new WireClient(saslPort);
        Message handshake = client.ask("SaslHandshake", 1, body -> body.set("Mechanism", "PLAIN"));
        Message login = client.ask(
                "SaslAuthenticate",
                2,
                body -> body.set("AuthBytes", Bytes.wrap(("\0" + USER + "\0" + PASSWORD).getBytes(UTF_8))));
        if (handshake.getInt("ErrorCode") != 0 || login.getInt("ErrorCode") != 0) {
            throw new IOException("expected " + USER + " to log in, found " + login);
        }
        return client;
    }

    /** Creates the topics. */
    void prepare() throws IOException {
        create(TOPICS);
        awaitCoordinator();
        await(() -> ask("Metadata", 12, body -> body.set("Topics", null)).getStructs("Topics").stream()
                .allMatch(topic -> topic.getStructs("Partitions").stream()
                        .allMatch(partition -> partition.getInt("LeaderId") >= 0)));
    }

    /** Waits until the broker coordinates groups. */
    void awaitCoordinator() throws IOException {
        await(() -> ask("FindCoordinator", 4, body -> body.set("CoordinatorKeys", List.of("g0")))
                        .getStructs("Coordinators")
                        .get(0)
                        .getInt("ErrorCode")
                == 0);
        await(() -> ask("OffsetFetch", 7, body -> body.set("GroupId", "g0").set("Topics", null))
                        .getInt("ErrorCode")
                == 0);
    }

    /** Waits until the broker coordinates transactions. */
    void awaitTransactions(String id) throws IOException {
        await(() -> ask("FindCoordinator", 4, body -> body.set("KeyType", 1).set("CoordinatorKeys", List.of(id)))
                        .getStructs("Coordinators")
                        .get(0)
                        .getInt("ErrorCode")
                == 0);
        await(() ->
                ask("InitProducerId", 4, body -> body.set("TransactionalId", id).set("TransactionTimeoutMs", 1000))
                                .getInt("ErrorCode")
                        == 0);
    }

    /** Sends heartbeats of a new member until the group has assigned both topics to it. */
    void awaitBothTopics(String heartbeat, Consumer<MessageBuilder> fill) throws IOException {
        await(() -> {
            Message answer = ask(heartbeat, 1, fill);
            return !answer.isNull("Assignment")
                    && answer.getStruct("Assignment")
                                    .getStructs("TopicPartitions")
                                    .size()
                            == TOPICS.size();
        });
    }

    private interface State {
        boolean reached() throws IOException;
    }

    private static void await(State state) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MS);
        while (!state.reached()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the broker did not get into the expected state");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Waits until the broker knows as many ACLs, since the controller tells it later. */
    void awaitAcls(int count) throws IOException {
        await(() -> acls() == count);
    }

    /** Makes a filter that selects all ACLs. */
    static void selectAllAcls(MessageBuilder filter) {
        filter.set("ResourceTypeFilter", ANY)
                .set("ResourceNameFilter", null)
                .set("PatternTypeFilter", ANY)
                .set("PrincipalFilter", null)
                .set("HostFilter", null)
                .set("Operation", ANY)
                .set("PermissionType", ANY);
    }

    int acls() throws IOException {
        return ask("DescribeAcls", 3, SecuritySide::selectAllAcls).getStructs("Resources").stream()
                .mapToInt(resource -> resource.getStructs("Acls").size())
                .sum();
    }

    /** Asks as a super user. */
    Message ask(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        return admin.ask(api, version, fill);
    }

    /** Asks as the user; a connection that is closed instead of an answer is empty. */
    String askAsUser(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        user.send(api, version, fill);
        Bytes frame = received(api, version);
        if (frame == null) {
            return "disconnected";
        }
        return new AccessText(ids).of(Frames.decodeResponse(Catalog.standard().api(api), version, frame));
    }

    /** Asks as the user, for an answer as it is. */
    Message answerToUser(String api, int version, Consumer<MessageBuilder> fill) throws IOException {
        return user.ask(api, version, fill);
    }

    /** The answer to the user; null if the connection is closed, after another login. */
    private @Nullable Bytes received(String api, int version) throws IOException {
        Bytes frame;
        try {
            frame = user.receiveFrame();
        } catch (SocketTimeoutException e) {
            throw new IOException(port + " does not answer " + api + " v" + version, e);
        }
        if (frame == null) {
            user.close();
            user = login();
        }
        return frame;
    }

    /** Asks as the user, for all of the answer that does not depend on the broker. */
    String fullAnswerToUser(String api, int version, Message request) throws IOException {
        user.send(api, version, body -> request.spec()
                .fields()
                .forEach(field -> body.set(field.name(), request.get(field))));
        Bytes frame = received(api, version);
        if (frame == null) {
            return "disconnected";
        }
        return new FullAnswer(ids).of(Frames.decodeResponse(Catalog.standard().api(api), version, frame));
    }

    /** Creates a topic. */
    void create(String topic) throws IOException {
        create(List.of(topic));
    }

    /** Creates those of some topics that do not exist. */
    void create(List<String> topics) throws IOException {
        Message created = ask("CreateTopics", 7, body -> body.set("timeoutMs", LONGEST_WAIT_MS)
                .setEach("Topics", topics, (topic, name) -> topic.set("Name", name)
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", 1)));
        for (Message topic : created.getStructs("Topics")) {
            boolean isNew = topic.getInt("ErrorCode") == 0;
            await(() -> isKnown(topic.getString("Name"), isNew ? topic.getUuid("TopicId") : null));
        }
    }

    /** Whether the broker knows a topic, whose id is then known as well. */
    private boolean isKnown(String name, @Nullable UUID id) throws IOException {
        Message topic = ask("Metadata", 12, body -> body.set("AllowAutoTopicCreation", false)
                        .add("Topics", entry -> entry.set("Name", name)))
                .getStructs("Topics")
                .get(0);
        ids.put(name, topic.getUuid("TopicId"));
        return topic.getInt("ErrorCode") == 0 && (id == null || id.equals(topic.getUuid("TopicId")));
    }

    /** Deletes topics. */
    void delete(String... topics) throws IOException {
        Message unused = ask("DeleteTopics", 4, body -> body.set("TopicNames", List.of(topics))
                .set("TimeoutMs", LONGEST_WAIT_MS));
        for (String topic : topics) {
            await(() -> !hasTopic(topic));
        }
    }

    /** Waits until the broker knows topics. */
    void awaitTopics(String... topics) throws IOException {
        for (String topic : topics) {
            await(() -> hasTopic(topic));
        }
    }

    boolean hasTopic(String topic) throws IOException {
        return isKnown(topic, null);
    }

    /** The id of a topic; another one if there is no such topic. */
    UUID id(String topic) {
        return ids.getOrDefault(topic, new UUID(7, topic.hashCode()));
    }

    @Override
    public void close() throws IOException {
        admin.close();
        user.close();
    }
}
