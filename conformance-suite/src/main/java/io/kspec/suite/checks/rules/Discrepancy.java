package io.kspec.suite.checks.rules;

import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where two messages differ that should say the same. The order of entries does not count, nor do the values that change by
 * themselves.
 *
 * @param path the field in the second message
 * @param expected the value in the first one
 * @param found the value in the second one
 */
record Discrepancy(String path, String expected, String found) {
    /**
     * Values that depend on when a broker was asked, or on which one was; and the texts of errors, which may contain
     * anything.
     */
    private static final Set<String> VOLATILE = Set.of(
            "ThrottleTimeMs",
            "ErrorMessage",
            "SessionId",
            "ControllerId",
            "LastTimestamp",
            "TransactionStartTimeMs",
            "FinalizedFeaturesEpoch");

    /** The first difference between two messages; empty if they say the same. */
    static Optional<Discrepancy> between(Message expected, Message found) {
        return between("", expected, found);
    }

    private static Optional<Discrepancy> between(String prefix, Message expected, Message found) {
        return expected.spec().allFields().stream()
                .filter(field -> !VOLATILE.contains(field.name()))
                .map(field -> between(prefix + field.name(), expected.get(field), found.get(field)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Discrepancy> between(String path, @Nullable Object expected, @Nullable Object found) {
        if (text(expected).equals(text(found))) {
            return Optional.empty();
        }
        if (expected instanceof Message before && found instanceof Message after) {
            return between(path + ".", before, after);
        }
        if (expected instanceof List<?> before && found instanceof List<?> after && before.size() == after.size()) {
            List<Integer> was = ordered(before);
            List<Integer> is = ordered(after);
            return IntStream.range(0, was.size())
                    .mapToObj(i -> between(path + "[" + is.get(i) + "]", before.get(was.get(i)), after.get(is.get(i))))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.of(new Discrepancy(path, text(expected), text(found)));
    }

    private static List<Integer> ordered(List<?> entries) {
        return IntStream.range(0, entries.size())
                .boxed()
                .sorted(Comparator.comparing(i -> text(entries.get(i))))
                .toList();
    }

    /** What a value says, whatever the order of entries. */
    private static String text(@Nullable Object value) {
        if (value instanceof Message message) {
            return message.spec().allFields().stream()
                    .filter(field -> !VOLATILE.contains(field.name()))
                    .map(field -> text(message, field))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Discrepancy::text).sorted().collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(MessageTree.plain(value));
    }

    private static String text(Message message, FieldSpec field) {
        return field.name() + "=" + text(message.get(field));
    }
}
