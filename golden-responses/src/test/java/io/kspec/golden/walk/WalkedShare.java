package io.kspec.golden.walk;

import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.RunNames;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One of the two brokers on which a walk uses share groups. */
final class WalkedShare implements AutoCloseable {
    private static final ComparableAnswer FORM = new ComparableAnswer(Set.of(), Set.of("AcknowledgeErrorMessage"));

    private final Stage stage;
    private final Map<String, UUID> topics = new HashMap<>();

    WalkedShare(String host, int port) {
        stage = Stage.on(new Target(host, port))
                .names(RunNames.withPrefix("walked"))
                .open();
    }

    Stage stage() {
        return stage;
    }

    void create(NewTopic topic) {
        ask("administrator", TopicRequests.create(10_000, topic), 5);
    }

    /** The id that this broker has given to a topic. */
    UUID id(String topic) {
        return topics.computeIfAbsent(topic, name -> {
            Message answer = ask("administrator", MetadataRequests.topics(name), 12);
            return answer.getStructs("Topics").get(0).getUuid("TopicId");
        });
    }

    Message ask(String role, ClientRequest request, int version) {
        return stage.role(role).ask(request, version);
    }

    /** A response in a form that can be compared. */
    static String form(Message answer) {
        return FORM.of(answer);
    }

    @Override
    public void close() {
        stage.close();
    }
}
