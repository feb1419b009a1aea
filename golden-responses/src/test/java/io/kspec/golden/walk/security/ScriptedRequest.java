package io.kspec.golden.walk.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageTree;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request of the resource {@code access-requests.yaml}, which explains them. */
record ScriptedRequest(ApiSpec api, Versions versions, Map<?, ?> fields) {
    private static final String RESOURCE = "access-requests.yaml";

    /** All requests, in the order of the file. */
    static List<ScriptedRequest> all() {
        List<ScriptedRequest> all = new ArrayList<>();
        Problems problems = new Problems(RESOURCE);
        YamlNode document = YamlReader.read(text(), problems)
                .orElseThrow(() -> new IllegalStateException(problems.list().toString()));
        for (Object entry : (List<?>) Objects.requireNonNull(document.plain())) {
            ((Map<?, ?>) entry).forEach((name, fields) -> all.add(of(String.valueOf(name), (Map<?, ?>) fields)));
        }
        return all;
    }

    private static ScriptedRequest of(String name, Map<?, ?> fields) {
        int space = name.indexOf(' ');
        ApiSpec api = Catalog.standard().api(space < 0 ? name : name.substring(0, space));
        return new ScriptedRequest(api, space < 0 ? api.versions() : Versions.parse(name.substring(space + 1)), fields);
    }

    private static String text() {
        try (@Nullable InputStream in = ScriptedRequest.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request to a broker, whose topics have ids of their own. */
    Message at(int version, SecuritySide side) {
        StructSpec spec = api.request(version).struct();
        return MessageTree.toMessage(spec, known(spec, fields, side));
    }

    /** The fields that a structure has in this version. */
    private static Map<String, @Nullable Object> known(StructSpec spec, Map<?, ?> fields, SecuritySide side) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        fields.forEach((key, value) -> {
            String name = String.valueOf(key);
            FieldSpec field = spec.find(name);
            if (field != null) {
                known.put(name, value(field, value, side));
            } else if (!spec.isKnownInSomeVersion(name)) {
                throw new IllegalArgumentException(spec + " has no field " + name);
            }
        });
        return known;
    }

    private static @Nullable Object value(FieldSpec field, @Nullable Object value, SecuritySide side) {
        if (field.kind() == FieldKind.UUID) {
            return side.id(String.valueOf(value));
        }
        if (field.kind() == FieldKind.RECORDS) {
            RecordBatchBuilder batch =
                    RecordBatch.builder().append(System.currentTimeMillis(), Bytes.EMPTY, Bytes.EMPTY);
            return ("transactional".equals(value)
                            ? batch.producer(9999, (short) 0, 0).transactional()
                            : batch)
                    .build()
                    .bytes();
        }
        if (value instanceof List<?> entries && field.type().isStructArray()) {
            return entries.stream()
                    .map(entry -> known(field.type().structSpec(), (Map<?, ?>) entry, side))
                    .toList();
        }
        return value;
    }
}
