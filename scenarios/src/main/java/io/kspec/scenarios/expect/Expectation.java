package io.kspec.scenarios.expect;

import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.StructSpec;
import io.kspec.scenarios.expect.Condition.TypedPath;
import io.kspec.scenarios.value.ValueBinder;
import io.kspec.yaml.FilePosition;
import io.kspec.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An expectation for one place of a response. */
public final class Expectation {
    private final ResponsePath path;
    private final FilePosition at;
    private final List<Condition> conditions;

    Expectation(ResponsePath path, FilePosition at, List<Condition> conditions) {
        this.path = path;
        this.at = at;
        this.conditions = List.copyOf(conditions);
    }

    /** The place in the response. */
    public ResponsePath path() {
        return path;
    }

    /** Reports what is impossible at a version of the response: a place that it lacks, a value of another type. */
    public void verify(StructSpec response, ValueBinder values, Problems problems) {
        PlaceType type = path.typeIn(response);
        if (type == null) {
            if (!path.isOptional()) {
                problems.add(
                        at,
                        "expected a path in " + response + ", found " + path + ", which that version does not have; write "
                                + path + "? if other versions have it");
            }
            return;
        }
        for (Condition condition : conditions) {
            String needed = condition.misplaced(type);
            if (needed != null) {
                problems.add(at, path + ": expected " + needed + ", found " + type);
            } else {
                condition.verify(new TypedPath(path.toString(), type), values, problems);
            }
        }
    }

    /** How a response fails the expectation; nothing if its version lacks an optional place. */
    public List<Mismatch> check(Message response, ValueBinder values) {
        PlaceType type = path.typeIn(response.spec());
        if (type == null) {
            return path.isOptional() ? List.of() : List.of(mismatch("a field of " + response.spec(), "no such field"));
        }
        TypedPath place = new TypedPath(path.toString(), type);
        Optional<Object> found;
        try {
            found = path.find(response);
        } catch (DecodeException e) {
            return List.of(mismatch("records that decode", e.failure().toString()));
        }
        List<Mismatch> mismatches = new ArrayList<>();
        for (Condition condition : conditions) {
            if (!condition.isMet(place, found.orElse(null), values)) {
                mismatches.add(mismatch(
                        condition.expected(place, values),
                        found.map(place::describe).orElse("nothing")));
            }
        }
        return mismatches;
    }

    /** The expectation in words. */
    String expected(StructSpec struct, ValueBinder values) {
        PlaceType type = path.typeIn(struct);
        if (type == null) {
            return "in other versions";
        }
        TypedPath place = new TypedPath(path.toString(), type);
        return conditions.stream().map(each -> each.expected(place, values)).collect(Collectors.joining(" and "));
    }

    private Mismatch mismatch(String expected, String found) {
        return new Mismatch(path.toString(), at, expected, found);
    }
}
