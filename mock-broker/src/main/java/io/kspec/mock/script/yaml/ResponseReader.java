package io.kspec.mock.script.yaml;

import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.FieldKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how a stub answers. Keys, all of them optional:
 *
 * <ul>
 *   <li>{@code applied: false}: the request takes no effect, and the response starts from defaults
 *   <li>{@code ending: silence} or {@code disconnect}: nothing is answered; {@code overtaken}: behind the next response
 *   <li>{@code evenWhereKafkaIsSilent: true}: also Produce with acks 0 is answered
 *   <li>{@code ask}: values by path, as if the client had asked so
 *   <li>{@code error}: an error by name or code; {@code set}: values by path; {@code remove}: a list of paths of entries; {@code
 *       add}: entries by path of their array
 *   <li>{@code layout}: the version whose layout the response has
 *   <li>{@code body}: hexadecimal digits instead of the body
 *   <li>{@code bytes}: a list, each {@code insertBefore}, {@code insertAfter} or {@code replace} (with {@code hex}), {@code omit},
 *       {@code double}, {@code encode} (with {@code as}: a type), {@code miscount} (with {@code by}), {@code flipBit} (with
 *       {@code at}), {@code truncate}, {@code append}
 *   <li>{@code sizeOffBy}, {@code correlationIdOffBy}: differences; {@code delay}: as {@code 200ms} or {@code 3s}
 * </ul>
 */
final class ResponseReader {
    private static final Set<String> KEYS = Set.of(
            "applied",
            "ending",
            "evenWhereKafkaIsSilent",
            "ask",
            "error",
            "set",
            "remove",
            "add",
            "layout",
            "body",
            "bytes",
            "sizeOffBy",
            "correlationIdOffBy",
            "delay");
    private static final Set<String> EDIT_KEYS = Set.of(
            "insertBefore",
            "insertAfter",
            "replace",
            "omit",
            "double",
            "encode",
            "miscount",
            "flipBit",
            "truncate",
            "append",
            "hex",
            "as",
            "by",
            "at");
    private static final String ENDINGS = "silence, disconnect or overtaken";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");

    private ResponseDefinition response = ResponseDefinition.asKafka();

    ResponseDefinition read(Node node) {
        Map<String, Node> map = node.map("a map of what to answer");
        StubFile.checkKeys(map, KEYS);
        response = start(node, map);
        map.forEach(this::read);
        return response;
    }

    /** What the rest is said of. */
    private static ResponseDefinition start(Node node, Map<String, Node> map) {
        Node appliedNode = map.get("applied");
        Node endingNode = map.get("ending");
        boolean applied = appliedNode == null || appliedNode.bool("true or false");
        ResponseDefinition answer = applied ? ResponseDefinition.asKafka() : ResponseDefinition.aResponse();
        if (endingNode == null) {
            return answer;
        }
        String ending = endingNode.text(ENDINGS);
        if (ending.equals("overtaken")) {
            return answer.overtaken();
        }
        if (ending.equals("disconnect")) {
            return applied ? ResponseDefinition.disconnect() : ResponseDefinition.disconnectBeforeApplying();
        }
        if (!ending.equals("silence")) {
            throw endingNode.failure(ENDINGS);
        }
        if (!applied) {
            throw node.failure("silence to a request that takes effect");
        }
        return ResponseDefinition.silence();
    }

    private void read(String key, Node value) {
        switch (key) {
            case "evenWhereKafkaIsSilent" -> {
                if (value.bool("true or false")) {
                    response = response.evenWhereKafkaIsSilent();
                }
            }
            case "ask" -> each(value, (path, entry) -> response.asIfAsked(path, entry.plain()));
            case "error" ->
                response = response.error(value.read("the name or code of an error", ResponseReader::error));
            case "set" -> each(value, (path, entry) -> response.with(path, entry.plain()));
            case "add" -> each(value, (path, entry) -> response.adding(path, entry.plain()));
            case "remove" ->
                value.list("a list of paths")
                        .forEach(path -> apply(path, before -> before.without(path.text("a path"))));
            case "layout" -> response = response.inLayoutOf(value.int32("a version"));
            case "body" -> response = response.withBody(hex(value));
            case "bytes" -> value.list("a list of changes").forEach(this::edit);
            case "sizeOffBy" -> response = response.sizeOffBy(value.int32("a difference"));
            case "correlationIdOffBy" -> response = response.correlationIdOffBy(value.int32("a difference"));
            case "delay" ->
                response = response.after(value.read("a time such as 200ms or 3s", ResponseReader::duration));
            default -> {
                // applied and ending have been read first.
            }
        }
    }

    private interface Change {
        ResponseDefinition apply(String path, Node entry);
    }

    private void each(Node map, Change change) {
        map.map("values by path").forEach((path, entry) -> apply(entry, before -> change.apply(path, entry)));
    }

    private void apply(Node place, UnaryOperator<ResponseDefinition> change) {
        try {
            response = change.apply(response);
        } catch (IllegalArgumentException e) {
            throw new StubFileException(place.place() + ": " + e.getMessage());
        }
    }

    private void edit(Node node) {
        Map<String, Node> map = node.map("a change such as {omit: ErrorCode}");
        StubFile.checkKeys(map, EDIT_KEYS);
        Map.Entry<String, Node> first = map.entrySet().stream()
                .findFirst()
                .orElseThrow(() -> node.failure("a change such as {omit: ErrorCode}"));
        String key = first.getKey();
        Node value = first.getValue();
        apply(value, before -> switch (key) {
            case "insertBefore" -> before.insertingBefore(value.text("a path"), hex(required(node, map, "hex")));
            case "insertAfter" -> before.insertingAfter(value.text("a path"), hex(required(node, map, "hex")));
            case "replace" -> before.replacingBytesOf(value.text("a path"), hex(required(node, map, "hex")));
            case "omit" -> before.omitting(value.text("a path"));
            case "double" -> before.doubling(value.text("a path"));
            case "encode" ->
                before.encoding(value.text("a path"), required(node, map, "as").read("a type", ResponseReader::kind));
            case "miscount" ->
                before.miscounting(
                        value.text("a path"), required(node, map, "by").int32("a difference"));
            case "flipBit" ->
                before.flippingBit(
                        value.text("a path"), required(node, map, "at").int32("a position"));
            case "truncate" -> before.truncatedBy(value.int32("a number of bytes"));
            case "append" -> before.trailing(hex(value));
            default -> throw value.failure("the change first, such as {omit: ErrorCode}");
        });
    }

    private static Node required(Node node, Map<String, Node> map, String key) {
        Node value = map.get(key);
        if (value == null) {
            throw node.failure("the key " + key + " beside the change");
        }
        return value;
    }

    private static Bytes hex(Node node) {
        return node.read("hexadecimal digits, in quotes", Bytes::fromHex);
    }

    private static ErrorCode error(String text) {
        return ErrorCode.named(text)
                .or(() -> text.matches("-?\\d{1,5}") ? ErrorCode.of(Integer.parseInt(text)) : Optional.empty())
                .orElseThrow(
                        () -> new IllegalArgumentException("expected the name or code of an error, found " + text));
    }

    private static FieldKind kind(String text) {
        return Arrays.stream(FieldKind.values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a type such as int16, found " + text));
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a time such as 200ms or 3s, found " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }
}
