package io.kspec.mock.script;

import io.kspec.mock.script.ErrorPlan.AnsweredArray;
import io.kspec.mock.script.ErrorPlan.IdentityCopy;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with an error as Kafka does: for the request as a whole where the response has an error code for
 * that, else for each topic, partition, group or whatever else was asked for.
 */
final class ErrorAnswer {
    private static final String SESSION = "SessionId";

    private final ErrorPlan plan;
    private final ErrorFault fault;
    private final RequestedEntries requested;
    private final boolean ofEntries;
    private final boolean repeated;
    private final Set<Position> refused = new HashSet<>();
    private boolean whole;

    private ErrorAnswer(ApiSpec api, Message request, ErrorFault fault, KnownTopics topics) {
        int version = request.id().version();
        this.plan = ErrorPlan.of(api, version);
        this.fault = fault;
        this.requested = new RequestedEntries(topics);
        this.ofEntries = ErrorScope.isOfEntries(api.name(), fault.error());
        this.repeated = ErrorScope.isRepeated(api.name(), version);
    }

    /**
     * A request that is answered with an error.
     *
     * @param body the resulting response
     * @param whole whether the error concerns the request as a whole
     * @param refused the entries that the error concerns
     */
    record Result(Message body, boolean whole, Set<Position> refused) {
        /** Whether the error concerns nothing in the request. */
        boolean nothing() {
            return !whole && refused.isEmpty();
        }
    }

    /**
     * Answers a request with an error.
     *
     * @param response what else the response contains: entries that the error concerns and that are missing are added
     */
    static Result of(ApiSpec api, Message request, ErrorFault fault, Message response, KnownTopics topics) {
        ErrorAnswer answer = new ErrorAnswer(api, request, fault, topics);
        Message body = answer.fill(answer.plan, response, request, Position.START);
        return new Result(body, answer.whole, answer.refused);
    }

    /** The request without the entries that errors concern, at least one; null if nothing is left of it. */
    static @Nullable Message remaining(ApiSpec api, Message request, Set<Position> refused, KnownTopics topics) {
        ErrorPlan plan = ErrorPlan.of(api, request.id().version());
        return new RequestedEntries(topics).without(request, plan, refused);
    }

    /** The response to a request with an error, before anything is reported in it. */
    static Message blank(ApiSpec api, Message request) {
        Message blank = ErrorPlan.of(api, request.id().version()).defaults();
        return blank.has(SESSION) && request.has(SESSION) ? blank.with(SESSION, request.get(SESSION)) : blank;
    }

    /** A response without the entries that an error may be reported in. */
    static Message withoutEntries(ApiSpec api, Message response) {
        Message cleared = response;
        for (AnsweredArray array : ErrorPlan.of(api, response.id().version()).arrays()) {
            cleared = cleared.with(array.field(), List.of());
        }
        return cleared;
    }

    /**
     * Where an entry is in the request.
     *
     * @param arrays the names of the arrays that it is in, from the outside in
     * @param indexes its index in each of them
     */
    record Position(List<String> arrays, List<Integer> indexes) {
        static final Position START = new Position(List.of(), List.of());

        Position in(List<String> names, List<Integer> at) {
            return new Position(ResponseDefinition.joined(arrays, names), ResponseDefinition.joined(indexes, at));
        }
    }

    private Message fill(ErrorPlan node, Message response, @Nullable Object asked, Position at) {
        boolean within = ofEntries && asksForEntries(node, asked);
        boolean here = node.error() != null && !within;
        MessageBuilder builder = response.toBuilder();
        if (here) {
            setError(node, builder);
            whole |= at.indexes().isEmpty();
            refused.add(at);
        }
        if (!here || repeated) {
            for (AnsweredArray array : node.arrays()) {
                if (here && asksForAll(array, asked)) {
                    continue;
                }
                builder.set(array.field(), entries(array, response, asked, at));
            }
        }
        if (node.error() == null && node.equals(plan) && node.arrays().isEmpty()) {
            whole = true;
            fillUnasked(builder);
        }
        return builder.build();
    }

    /** Whether an array of the request is null; an error of the whole names no entries then. */
    private static boolean asksForAll(AnsweredArray array, @Nullable Object asked) {
        return asked instanceof Message scope
                && array.sources().stream().anyMatch(source -> scope.isNull(source.get(0)));
    }

    private void setError(ErrorPlan node, MessageBuilder builder) {
        builder.set(String.valueOf(node.error()), fault.error());
        if (node.message() != null && fault.message() != null) {
            builder.set(node.message(), fault.message());
        }
    }

    /** Reports the error in one entry of each array, since the response can report it nowhere else. */
    private void fillUnasked(MessageBuilder builder) {
        for (FieldSpec field : plan.spec().fields()) {
            if (field.type().isStructArray() && field.type().structSpec().has("ErrorCode")) {
                builder.set(
                        field.name(),
                        List.of(Message.defaults(field.type().structSpec()).with("ErrorCode", fault.error())));
            }
        }
    }

    private boolean asksForEntries(ErrorPlan node, @Nullable Object asked) {
        return node.arrays().stream()
                .anyMatch(array -> !requested.of(array, asked).isEmpty());
    }

    private List<Message> entries(AnsweredArray array, Message response, @Nullable Object asked, Position at) {
        List<Message> answered = response.isNull(array.field())
                ? new ArrayList<>()
                : new ArrayList<>(response.getStructs(array.field()));
        Map<List<@Nullable Object>, Integer> places = new HashMap<>();
        for (int i = 0; i < answered.size(); i++) {
            places.putIfAbsent(key(array.entry(), answered.get(i)), i);
        }
        Map<List<@Nullable Object>, Integer> order = new HashMap<>();
        for (RequestedEntries.Entry entry : requested.of(array, asked)) {
            Position position = at.in(entry.arrays(), entry.indexes());
            Message blank = identified(array.entry(), entry.value());
            List<@Nullable Object> key = key(array.entry(), blank);
            order.putIfAbsent(key, order.size());
            if (!fault.selection().includes(position.arrays(), position.indexes())) {
                continue;
            }
            Integer place = array.entry().identity().isEmpty() ? null : places.get(key);
            boolean within = ofEntries && asksForEntries(array.entry(), entry.value());
            boolean keeps = fault.applied() || array.entry().error() == null || within;
            Message start = place != null && keeps ? answered.get(place) : blank;
            Message filled = fill(array.entry(), start, entry.value(), position);
            if (place == null) {
                places.put(key, answered.size());
                answered.add(filled);
            } else {
                answered.set(place, filled);
            }
        }
        answered.sort((left, right) -> Integer.compare(
                order.getOrDefault(key(array.entry(), left), Integer.MAX_VALUE),
                order.getOrDefault(key(array.entry(), right), Integer.MAX_VALUE)));
        return answered;
    }

    private static List<@Nullable Object> key(ErrorPlan entry, Message message) {
        List<@Nullable Object> key = new ArrayList<>();
        for (IdentityCopy copy : entry.identity()) {
            Object value = message.get(copy.field());
            key.add(value instanceof List<?> list ? list.toString() : value);
        }
        return key;
    }

    private static Message identified(ErrorPlan entry, @Nullable Object asked) {
        MessageBuilder builder = entry.defaults().toBuilder();
        for (IdentityCopy copy : entry.identity()) {
            Object value = copy.from() == null ? asked : asked instanceof Message from ? from.get(copy.from()) : null;
            FieldSpec field = entry.spec().field(copy.field());
            if (value != null || field.nullable()) {
                builder.set(copy.field(), converted(field.type(), value));
            }
        }
        return builder.build();
    }

    /** Structures of a request as structures of the response that have the same fields. */
    private static @Nullable Object converted(FieldType type, @Nullable Object value) {
        if (type.isStructArray() && value instanceof List<?> list) {
            return list.stream()
                    .map(entry -> MessageTree.toMessage(type.structSpec(), MessageTree.of((Message) entry)))
                    .toList();
        }
        return value;
    }
}
