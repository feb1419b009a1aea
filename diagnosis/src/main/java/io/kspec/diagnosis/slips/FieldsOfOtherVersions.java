package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.message.StructSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields that other versions of a message have, by the path of their structure. */
public final class FieldsOfOtherVersions {
    /**
     * A field of other versions.
     *
     * @param spec the field, as the nearest version has it
     * @param before the fields that precede it there
     * @param versions the versions that have it
     */
    record Other(FieldSpec spec, Set<String> before, TreeSet<Integer> versions) {
        /** {@code v2 to v6 do}, the versions that have the field. */
        String who() {
            return versions.size() == 1
                    ? "v" + versions.first() + " does"
                    : "v" + versions.first() + " to v" + versions.last() + " do";
        }
    }

    private final Map<String, Map<String, Other>> byPath = new LinkedHashMap<>();

    private final int first;

    public FieldsOfOtherVersions(FrameUnderTest frame) {
        first = frame.api().versions().lowest();
        List<Integer> nearestFirst = new ArrayList<>();
        for (int v = frame.api().versions().lowest();
                v <= frame.api().versions().highest();
                v++) {
            nearestFirst.add(v);
        }
        nearestFirst.sort((a, b) -> Integer.compare(distance(a, frame), distance(b, frame)));
        for (int version : nearestFirst) {
            MessageSpec body = frame.bodyAt(version);
            collect(body.struct(), "", version);
        }
    }

    private static int distance(int version, FrameUnderTest frame) {
        return Math.abs(version - frame.version());
    }

    private void collect(StructSpec struct, String path, int version) {
        Map<String, Other> fields = byPath.computeIfAbsent(path, p -> new LinkedHashMap<>());
        Set<String> before = new HashSet<>();
        for (FieldSpec field : struct.fields()) {
            fields.computeIfAbsent(field.name(), name -> new Other(field, Set.copyOf(before), new TreeSet<>()))
                    .versions()
                    .add(version);
            before.add(field.name());
            if (field.type().struct() != null || field.kind().toString().equals("array")) {
                inner(field, path, version);
            }
        }
    }

    private void inner(FieldSpec field, String path, int version) {
        if (field.type().struct() != null || field.type().isStructArray()) {
            collect(field.type().structSpec(), path.isEmpty() ? field.name() : path + "." + field.name(), version);
        }
    }

    /** The fields that some version has in the structure at a path. */
    List<Other> at(String path) {
        return List.copyOf(byPath.getOrDefault(path, Map.of()).values());
    }

    /** Whether the first version of the API has a field. */
    boolean isFromTheFirst(String path, String name) {
        Other field = byPath.getOrDefault(path, Map.of()).get(name);
        return field == null || field.versions().contains(first);
    }
}
