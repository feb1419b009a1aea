package io.kspec.mock.script;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Changes record batches of a response. Where there are no batches, nothing is changed.
 *
 * @param path the fields that contain the batches
 * @param batch the index of the only batch to change, backwards from the end if negative, or null for all or, if so few
 *     make sense, the last
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record RecordsEdit(PathPattern path, RecordChange change, @Nullable Integer batch) implements MessageEdit {
    @Override
    public Optional<PathPattern> target() {
        return Optional.of(path);
    }

    @Override
    public boolean finds(Message message, KnownTopics topics) {
        return path.in(message, topics).stream()
                .anyMatch(place -> place.path().find(message).orElse(Bytes.EMPTY) instanceof Bytes field
                        && !chosen(RecordChange.split(field)).isEmpty());
    }

    @Override
    public Message apply(Message message, KnownTopics topics) {
        Message changed = message;
        for (FieldPlace place : path.in(message, topics)) {
            if (place.path().find(message).orElse(null) instanceof Bytes field) {
                changed = place.path().replace(changed, changed(field));
            }
        }
        return changed;
    }

    private Bytes changed(Bytes field) {
        List<Bytes> batches = RecordChange.split(field);
        List<Splice> joined = change.apply(batches, chosen(batches)).stream()
                .map(bytes -> new Splice(0, 0, bytes))
                .toList();
        return Splice.applyAll(Bytes.EMPTY, joined);
    }

    private List<Integer> chosen(List<Bytes> batches) {
        int count = batches.size();
        if (batch == null) {
            return IntStream.range(change.changesLastOnly() ? Math.max(0, count - 1) : 0, count)
                    .boxed()
                    .toList();
        }
        int index = batch >= 0 ? batch : count + batch;
        return index >= 0 && index < count ? List.of(index) : List.of();
    }

    @Override
    public void check(StructSpec spec) {
        path.typeIn(spec).filter(type -> type.kind() != FieldKind.RECORDS).ifPresent(type -> {
            throw new IllegalArgumentException(path + ": expected a field of record batches, found " + type);
        });
    }
}
