package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fields that are missing, added from other versions, or moved within their structure. */
final class FieldSlips implements SlipMaker {

    @Override
    public void make(SampleMessage sample, Consumer<Slipped> slips) {
        Map<String, List<String>> structs = new LinkedHashMap<>();
        Map<String, StructSpec> specs = new HashMap<>();
        sample.structs().forEach((path, spec) -> {
            structs.computeIfAbsent(SampleMessage.generic(path), generic -> new ArrayList<>())
                    .add(path);
            specs.put(SampleMessage.generic(path), spec);
        });
        structs.forEach((generic, paths) -> {
            StructSpec spec = Objects.requireNonNull(specs.get(generic));
            for (FieldSpec field : spec.fields()) {
                if (generic.isEmpty() || hasMore(spec)) {
                    slips.accept(
                            Slipped.of(SlipKind.FIELD_MISSING, missing(field), sample, missing(sample, paths, field))
                                    .ofField(field.name()));
                }
                for (int to = 0; to < spec.fields().size(); to++) {
                    move(sample, paths, spec, field, to, slips);
                }
            }
            added(sample, generic, paths, spec, slips);
        });
    }

    /** Without its only field an entry is empty, so the count would be the wrong part. */
    private static boolean hasMore(StructSpec spec) {
        return spec.flexible() || spec.fields().size() > 1;
    }

    private static String missing(FieldSpec field) {
        return field.name().equals("ThrottleTimeMs") ? "throttle time" : "other field";
    }

    private static List<Slipped.Splice> missing(SampleMessage sample, List<String> paths, FieldSpec field) {
        List<Slipped.Splice> splices = new ArrayList<>();
        for (String path : paths) {
            int[] range = sample.range(join(path, field.name()));
            splices.add(Slipped.remove(range[0], range[1]));
        }
        return splices;
    }

    private static void move(
            SampleMessage sample,
            List<String> paths,
            StructSpec spec,
            FieldSpec field,
            int to,
            Consumer<Slipped> slips) {
        int from = spec.fields().indexOf(field);
        if (from == to) {
            return;
        }
        FieldSpec neighbour = spec.fields().get(to);
        List<Slipped.Splice> splices = new ArrayList<>();
        for (String path : paths) {
            int[] range = sample.range(join(path, field.name()));
            int[] other = sample.range(join(path, neighbour.name()));
            Bytes content = sample.bytes().slice(range[0], range[1]);
            int low = Math.min(range[0], other[0]);
            int high = Math.max(range[1], other[1]);
            Bytes without =
                    sample.bytes().slice(low, range[0]).concat(sample.bytes().slice(range[1], high));
            splices.add(new Slipped.Splice(low, high, to > from ? without.concat(content) : content.concat(without)));
        }
        boolean throttle =
                field.name().equals("ThrottleTimeMs") && to == spec.fields().size() - 1;
        slips.accept(
                Slipped.of(SlipKind.FIELD_MOVED, throttle ? "throttle time last" : "other field", sample, splices));
    }

    private static void added(
            SampleMessage sample, String generic, List<String> paths, StructSpec spec, Consumer<Slipped> slips) {
        ApiSpec api = sample.frame().api();
        Map<String, StructSpec> lenders = new LinkedHashMap<>();
        for (int version = api.versions().lowest(); version <= api.versions().highest(); version++) {
            StructSpec other = find(sample.frame().bodyAt(version).struct(), generic);
            if (other != null) {
                other.fields().stream()
                        .filter(field -> !spec.has(field.name()))
                        .forEach(field -> lenders.putIfAbsent(field.name(), other));
            }
        }
        lenders.forEach((name, lender) -> {
            FieldSpec field = lender.field(name);
            Bytes content = content(field, sample.flexible());
            String next = "";
            for (int i = lender.fields().indexOf(field) + 1; i < lender.fields().size() && next.isEmpty(); i++) {
                String candidate = lender.fields().get(i).name();
                next = spec.fields().stream().anyMatch(own -> own.name().equals(candidate)) ? candidate : "";
            }
            String variant = name.equals("ThrottleTimeMs") ? "throttle time" : "other field";
            slips.accept(Slipped.of(SlipKind.FIELD_ADDED, variant, sample, insert(sample, paths, next, content))
                    .ofField(name));
            if (!next.isEmpty()) {
                slips.accept(Slipped.of(
                        SlipKind.FIELD_ADDED, variant + " at the end", sample, insert(sample, paths, "", content)));
            }
        });
    }

    private static List<Slipped.Splice> insert(SampleMessage sample, List<String> paths, String before, Bytes content) {
        List<Slipped.Splice> splices = new ArrayList<>();
        for (String path : paths) {
            int[] tags = sample.tags(path);
            int at = !before.isEmpty()
                    ? sample.range(join(path, before))[0]
                    : tags.length > 0 ? tags[0] : sample.end(path);
            splices.add(Slipped.insert(at, content));
        }
        return splices;
    }

    /** A plausible value: the default, or a name. */
    private static Bytes content(FieldSpec field, boolean flexible) {
        ByteWriter wire = new ByteWriter();
        FieldKind kind = field.kind();
        long usual = field.defaultValue() instanceof Long number ? number : 0;
        if (kind.isNumeric()) {
            return number(kind.fixedSize(), usual);
        }
        return switch (kind) {
            case UUID ->
                wire.int64(0x1234_5678_9abc_4defL).int64(0x8765_4321_9abc_def0L).bytes();
            case STRING ->
                flexible
                        ? wire.compact("cluster-1").bytes()
                        : wire.string("cluster-1").bytes();
            case STRUCT -> wire.int8(-1).bytes();
            default -> flexible ? wire.varint(1).bytes() : wire.int32(0).bytes();
        };
    }

    static Bytes number(int size, long value) {
        ByteWriter wire = new ByteWriter().int64(value);
        return wire.bytes().slice(Long.BYTES - size);
    }

    private static @Nullable StructSpec find(StructSpec root, String generic) {
        StructSpec at = root;
        if (generic.isEmpty()) {
            return at;
        }
        for (String name : generic.split("\\.")) {
            FieldSpec field = at.find(name.replace("[]", ""));
            if (field == null
                    || (field.kind() != FieldKind.STRUCT && !field.type().isStructArray())) {
                return null;
            }
            at = field.type().structSpec();
        }
        return at;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
