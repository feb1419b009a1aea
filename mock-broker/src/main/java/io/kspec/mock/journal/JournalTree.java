package io.kspec.mock.journal;

import io.kspec.mock.script.JournalEntry;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows journal entries as trees. What a response lists is bounded: once the frames shown exceed a number of bytes, only the
 * sizes of further ones are shown.
 */
public final class JournalTree {
    private long budget;

    /**
     * @param budget the number of bytes of frames to show
     */
    public JournalTree(long budget) {
        this.budget = budget;
    }

    /** An entry with its frames as bytes and, if they decode, as messages. */
    public Map<String, @Nullable Object> of(JournalEntry entry) {
        Map<String, @Nullable Object> tree = head(entry);
        boolean shown = spend(entry);
        ApiSpec api = entry.api();
        Bytes response = entry.response();
        tree.put(
                "request", shown ? frame(entry.request(), entry.decodedRequest().orElse(null)) : size(entry.request()));
        if (response == null) {
            tree.put("response", null);
        } else {
            tree.put("response", shown ? frame(response, decoded(api, entry.version(), response)) : size(response));
        }
        return tree;
    }

    private static @Nullable Message decoded(@Nullable ApiSpec api, int version, Bytes response) {
        return api == null
                ? null
                : Frames.attemptResponse(api, version, response).body();
    }

    /** An entry with its frames as bytes only. */
    static Map<String, @Nullable Object> ofBytes(JournalEntry entry) {
        Map<String, @Nullable Object> tree = head(entry);
        Bytes response = entry.response();
        tree.put("request", bytes(entry.request()));
        tree.put("response", response == null ? null : bytes(response));
        return tree;
    }

    private boolean spend(JournalEntry entry) {
        budget -= entry.size();
        return budget >= 0;
    }

    /** What is known about an entry apart from its frames. */
    private static Map<String, @Nullable Object> head(JournalEntry entry) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        ApiSpec api = entry.api();
        tree.put("id", entry.number());
        tree.put("connection", entry.connection());
        tree.put("broker", entry.brokerId());
        tree.put("clientId", entry.clientId());
        tree.put("api", api == null ? null : api.name());
        tree.put("apiKey", api == null ? null : api.key());
        tree.put("version", entry.version());
        tree.put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
        tree.put("stubs", entry.stubs());
        tree.put("note", entry.note());
        tree.put("receivedAt", Instant.ofEpochMilli(entry.receivedMs()).toString());
        tree.put(
                "answeredAt",
                entry.answeredMs() < 0
                        ? null
                        : Instant.ofEpochMilli(entry.answeredMs()).toString());
        return tree;
    }

    private static Map<String, @Nullable Object> frame(Bytes frame, @Nullable Message body) {
        Map<String, @Nullable Object> tree = bytes(frame);
        tree.put("body", body == null ? null : MessageTree.of(body));
        return tree;
    }

    private static Map<String, @Nullable Object> bytes(Bytes frame) {
        Map<String, @Nullable Object> tree = size(frame);
        tree.put("hex", frame.toHex());
        return tree;
    }

    private static Map<String, @Nullable Object> size(Bytes frame) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("size", frame.size());
        return tree;
    }
}
