package io.kspec.diagnosis.plausibility;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.ImplausibleKind;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.diagnosis.Reaction;
import io.kspec.diagnosis.clients.ClientReactions;
import io.kspec.protocol.MessageType;
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

/** A decoded message under examination, and the implausible values found in it so far. */
final class PlausibilityContext {
    private final FrameUnderTest frame;
    private final Message body;
    private final Set<Integer> brokers;
    private @Nullable Map<String, LayoutEntry> places;
    private final List<ImplausibleValue> implausibleValues = new ArrayList<>();

    PlausibilityContext(FrameUnderTest frame, Message body, Set<Integer> brokers) {
        this.brokers = new TreeSet<>(brokers);
        this.frame = frame;
        this.body = body;
    }

    /** Where a field is. Most messages have nothing to report, so the places are looked for when one is asked for. */
    private @Nullable LayoutEntry place(String path) {
        if (places == null) {
            places = new HashMap<>();
            for (LayoutEntry entry : frame.attempt().layout().entries()) {
                if (entry.message().equals(body.id())) {
                    places.merge(entry.path(), entry, PlausibilityContext::better);
                }
            }
        }
        return places.get(path);
    }

    /** Of a field's two entries, the value, even if empty, rather than the length. */
    private static LayoutEntry better(LayoutEntry one, LayoutEntry other) {
        return other.role() == LayoutRole.VALUE ? other : one;
    }

    Message body() {
        return body;
    }

    @Nullable Message request() {
        return frame.request();
    }

    /** Whether the brokers are known from Metadata and this is not one of them. */
    boolean isUnknownBroker(int node) {
        return !brokers.isEmpty() && !brokers.contains(node);
    }

    /** The brokers listed by Metadata; empty if unknown. */
    Set<Integer> brokers() {
        return brokers;
    }

    boolean is(String api) {
        return frame.api().name().equals(api);
    }

    /** Visits the structures of an array together with their paths. */
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
        LayoutEntry place = place(path);
        int start = place == null ? 0 : place.start();
        int end = place == null ? 0 : place.end();
        report(kind, path, start, end, sentence);
    }

    void report(ImplausibleKind kind, String path, int start, int end, String sentence) {
        boolean response = frame.type() == MessageType.RESPONSE;
        List<Reaction> reactions =
                response ? ClientReactions.to(kind, frame.api().name()) : List.of();
        implausibleValues.add(new ImplausibleValue(kind, body.id(), path, start, end, sentence, reactions));
    }

    /** Where the content of a field starts, or -1 if it has none. */
    int contentStart(String path) {
        LayoutEntry place = place(path);
        return place == null || place.role() != LayoutRole.VALUE ? -1 : place.start();
    }

    List<ImplausibleValue> implausibleValues() {
        return List.copyOf(implausibleValues);
    }
}
