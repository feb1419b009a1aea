package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.ClientReaction;
import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import io.kspec.protocol.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A decoded request or response, with what is odd about it so far. */
final class PlausibilityContext {
    private final FrameUnderTest suspect;
    private final Message body;
    private final Set<Integer> brokers;
    private final Map<String, LayoutEntry> places = new HashMap<>();
    private final List<ImplausibleValue> oddities = new ArrayList<>();

    PlausibilityContext(FrameUnderTest suspect, Message body, Layout layout, Set<Integer> brokers) {
        this.brokers = new TreeSet<>(brokers);
        this.suspect = suspect;
        this.body = body;
        for (LayoutEntry entry : layout.entries()) {
            if (entry.message().equals(body.id())) {
                places.merge(entry.path(), entry, PlausibilityContext::better);
            }
        }
    }

    /** Of a field's entries the one that a person means: its value, even if empty, rather than its length. */
    private static LayoutEntry better(LayoutEntry one, LayoutEntry other) {
        return other.role() == LayoutRole.VALUE ? other : one;
    }

    Message body() {
        return body;
    }

    @Nullable Message request() {
        return suspect.request();
    }

    /** Whether Metadata has told all brokers and this is none of them. */
    boolean isNoBroker(int node) {
        return !brokers.isEmpty() && !brokers.contains(node);
    }

    /** The brokers that Metadata has told. */
    Set<Integer> brokers() {
        return brokers;
    }

    boolean is(String api) {
        return suspect.api().name().equals(api);
    }

    /** Visits the structures of an array, each with its path. */
    static void each(Message parent, String path, String array, BiConsumer<Message, String> visit) {
        if (!parent.has(array)) {
            return;
        }
        List<Message> entries = parent.getStructs(array);
        for (int i = 0; i < entries.size(); i++) {
            visit.accept(entries.get(i), join(path, array) + "[" + i + "]");
        }
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void report(ImplausibleKind kind, String path, String sentence) {
        LayoutEntry place = places.get(path);
        int start = place == null ? 0 : place.start();
        int end = place == null ? 0 : place.end();
        report(kind, path, start, end, sentence);
    }

    void report(ImplausibleKind kind, String path, int start, int end, String sentence) {
        boolean response = suspect.type() == MessageType.RESPONSE;
        List<ClientReaction> reactions = response ? ClientReactions.to(kind) : List.of();
        oddities.add(new ImplausibleValue(kind, body.id(), path, start, end, sentence, reactions));
    }

    /** Where the content of a field begins, or -1 if it has none. */
    int contentStart(String path) {
        LayoutEntry place = places.get(path);
        return place == null || place.role() != LayoutRole.VALUE ? -1 : place.start();
    }

    List<ImplausibleValue> oddities() {
        return List.copyOf(oddities);
    }
}
