package io.kspec.mock.script.yaml;

import io.kspec.mock.script.RecordChange;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.yaml.MappingReader;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a change of record batches: one of its kinds, which names a field of batches, and the keys that it needs as well. */
final class RecordChangeReader {
    private static final List<String> KINDS = StubKeys.of(StubSection.RECORD_CHANGE).stream()
            .filter(key -> key.type() == StubValueType.PATH)
            .map(StubKey::name)
            .toList();

    private final ResponseReader response;
    private final Problems problems;

    RecordChangeReader(ResponseReader response, Problems problems) {
        this.response = response;
        this.problems = problems;
    }

    void read(YamlNode item) {
        Optional<MappingReader> mapping = KeyedMapping.of(item, StubSection.RECORD_CHANGE, problems);
        if (mapping.isEmpty()) {
            return;
        }
        MappingReader change = mapping.get();
        List<String> kinds = KINDS.stream().filter(change::has).toList();
        if (kinds.size() != 1) {
            problems.add(
                    change.at(),
                    "expected a change of records with one of " + String.join(", ", KINDS) + "; found "
                            + (kinds.isEmpty() ? "none" : String.join(" and ", kinds)));
            return;
        }
        String kind = kinds.get(0);
        reportForeignKeys(kind, change);
        String path = change.requireText(kind);
        RecordChange made = change(kind, change);
        Integer batch = change.integer("batch", Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (made != null && !path.isEmpty()) {
            UnaryOperator<ResponseDefinition> edit = batch == null
                    ? before -> before.changingRecords(path, made)
                    : before -> before.changingBatch(path, batch, made);
            response.change((Scalar) change.find(kind).orElseThrow(), edit);
        }
    }

    private void reportForeignKeys(String kind, MappingReader change) {
        Set<String> own = new TreeSet<>(Set.of(kind));
        StubKeys.of(StubSection.RECORD_CHANGE).stream()
                .filter(key -> key.name().equals(kind))
                .forEach(key -> own.addAll(key.needs()));
        if (!kind.equals("reorder")) {
            own.add("batch");
        }
        change.keys().stream()
                .filter(key -> !own.contains(key)
                        && StubKeys.names(StubSection.RECORD_CHANGE).contains(key))
                .forEach(key -> problems.unknownName(
                        change.find(key).orElseThrow().at(), "a key of a change of records with " + kind, own, key));
    }

    private @Nullable RecordChange change(String kind, MappingReader change) {
        return switch (kind) {
            case "cut" -> {
                Integer count = change.integer("by", 1, Integer.MAX_VALUE);
                yield count == null ? null : new RecordChange.Cut(count);
            }
            case "rebase" -> {
                Long difference = change.wholeNumber("by", Long.MIN_VALUE);
                yield difference == null ? null : new RecordChange.Rebase(difference);
            }
            case "reorder" -> new RecordChange.Reorder();
            case "wrongCrc" -> new RecordChange.WrongCrc();
            case "repeat" -> new RecordChange.Repeat();
            default -> header(change);
        };
    }

    private @Nullable RecordChange header(MappingReader change) {
        String name = change.text("field");
        Long value = change.wholeNumber("value", Long.MIN_VALUE);
        if (name == null || name.isEmpty()) {
            return null;
        }
        Optional<RecordBatchField> field = Arrays.stream(RecordBatchField.values())
                .filter(candidate -> candidate.fieldName().equals(name))
                .findFirst();
        if (field.isEmpty()) {
            problems.unknownName(
                    change.find("field").orElseThrow().at(),
                    StubValueType.BATCH_FIELD.toString(),
                    StubValueType.BATCH_FIELD.choices(),
                    name);
        }
        return field.isEmpty() || value == null ? null : new RecordChange.SetHeader(field.get(), value);
    }
}
