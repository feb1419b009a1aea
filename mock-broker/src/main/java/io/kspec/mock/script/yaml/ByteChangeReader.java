package io.kspec.mock.script.yaml;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a change of a response's bytes: one of the kinds of {@link ByteChange}, and the key that it needs as well. */
final class ByteChangeReader {
    private final ResponseReader response;
    private final Problems problems;

    ByteChangeReader(ResponseReader response, Problems problems) {
        this.response = response;
        this.problems = problems;
    }

    void read(YamlNode item) {
        if (!(item instanceof Mapping mapping)) {
            problems.mismatch(item, "a change of bytes such as {omit: ErrorCode}");
            return;
        }
        List<ByteChange> kinds = Arrays.stream(ByteChange.values())
                .filter(kind -> mapping.find(kind.key()).isPresent())
                .toList();
        if (kinds.size() == 1) {
            ByteChange kind = kinds.get(0);
            read(
                    kind,
                    mapping.find(kind.key()).orElseThrow(),
                    new MappingReader(mapping, "a change of bytes with " + kind.key(), kind.keys(), problems));
        } else {
            reportKinds(mapping, kinds);
        }
    }

    private void reportKinds(Mapping mapping, List<ByteChange> kinds) {
        List<Entry> unknown = mapping.entries().stream()
                .filter(entry -> !ByteChange.allKeys().contains(entry.name()))
                .toList();
        if (kinds.isEmpty() && !unknown.isEmpty()) {
            Entry first = unknown.get(0);
            problems.unknownName(first.key().at(), "a change of bytes", ByteChange.changeKeys(), first.name());
            return;
        }
        String found = String.join(" and ", kinds.stream().map(ByteChange::key).toList());
        problems.add(
                mapping.at(),
                "expected a change of bytes with one of " + String.join(", ", ByteChange.changeKeys()) + "; found "
                        + (kinds.isEmpty() ? "none" : found));
    }

    private void read(ByteChange kind, YamlNode value, MappingReader change) {
        switch (kind) {
            case TRUNCATE ->
                integer(change, kind.key())
                        .ifPresent(count -> response.changeWhole(value, before -> before.truncatedBy(count)));
            case APPEND ->
                hex(change, kind.key())
                        .ifPresent(bytes -> response.changeWhole(value, before -> before.trailing(bytes)));
            default -> {
                String path = change.requireText(kind.key());
                if (value instanceof Scalar place && !path.isEmpty()) {
                    readAt(kind, place, change);
                }
            }
        }
    }

    private void readAt(ByteChange kind, Scalar place, MappingReader change) {
        String path = place.text();
        switch (kind) {
            case INSERT_BEFORE ->
                requiredHex(change)
                        .ifPresent(bytes -> response.change(place, before -> before.insertingBefore(path, bytes)));
            case INSERT_AFTER ->
                requiredHex(change)
                        .ifPresent(bytes -> response.change(place, before -> before.insertingAfter(path, bytes)));
            case REPLACE ->
                requiredHex(change)
                        .ifPresent(bytes -> response.change(place, before -> before.replacingBytesOf(path, bytes)));
            case OMIT -> response.change(place, before -> before.omitting(path));
            case DOUBLE -> response.change(place, before -> before.doubling(path));
            case ENCODE ->
                type(change).ifPresent(type -> response.change(place, before -> before.encoding(path, type)));
            case MISCOUNT ->
                requiredInteger(change, "by")
                        .ifPresent(by -> response.change(place, before -> before.miscounting(path, by)));
            case FLIP_BIT ->
                requiredInteger(change, "at")
                        .ifPresent(at -> response.change(place, before -> before.flippingBit(path, at)));
            case TRUNCATE, APPEND -> throw new IllegalArgumentException(kind + " has no path");
        }
    }

    /** The bytes of a key; empty if the key is missing or has no hexadecimal digits, which is reported. */
    static Optional<Bytes> hex(MappingReader mapping, String key) {
        return mapping.parsed(key, key + " as pairs of hexadecimal digits", Bytes::fromHex);
    }

    private static Optional<Bytes> requiredHex(MappingReader change) {
        return change.require("hex").flatMap(node -> hex(change, "hex"));
    }

    private static Optional<Integer> integer(MappingReader change, String key) {
        return Optional.ofNullable(change.integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private static Optional<Integer> requiredInteger(MappingReader change, String key) {
        return change.require(key).flatMap(node -> integer(change, key));
    }

    private Optional<FieldKind> type(MappingReader change) {
        String name = change.requireText("as");
        Optional<FieldKind> type = Arrays.stream(FieldKind.values())
                .filter(kind -> kind.isInteger() && kind.toString().equals(name))
                .findFirst();
        if (type.isEmpty() && !name.isEmpty()) {
            problems.unknownName(
                    change.find("as").orElseThrow().at(),
                    StubValueType.INTEGER_TYPE.toString(),
                    StubValueType.INTEGER_TYPE.choices(),
                    name);
        }
        return type;
    }
}
