package io.kspec.scenarios.value;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.yaml.Problems;
import io.kspec.yaml.YamlNode;
import io.kspec.yaml.YamlNode.Entry;
import io.kspec.yaml.YamlNode.Mapping;
import io.kspec.yaml.YamlNode.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes bytes of the ways to write them: hexadecimal digits, {@code {utf8: text}}, or a message of the consumer's embedded
 * protocol as {@code {subscription: {version: 1, Topics: […]}}} or {@code {assignment: {version: 0, …}}}.
 */
final class BytesBinder {
    static final String UTF8 = "utf8";
    /** The message definitions of the embedded protocol, by their key in scenarios. */
    static final Map<String, String> EMBEDDED =
            Map.of("subscription", "ConsumerProtocolSubscription", "assignment", "ConsumerProtocolAssignment");

    static final Set<String> FORMS = forms();

    private static final String VERSION = "version";

    private final ValueBinder values;
    private final Problems problems;
    private final RecordsBinder records;

    BytesBinder(ValueBinder values, InstantSource clock, Problems problems) {
        this.values = values;
        this.problems = problems;
        this.records = new RecordsBinder(values, clock, problems);
    }

    static boolean isForm(YamlNode node) {
        return node instanceof Mapping mapping
                && mapping.entries().stream().anyMatch(entry -> FORMS.contains(entry.name()));
    }

    private static Set<String> forms() {
        Set<String> forms = new TreeSet<>(EMBEDDED.keySet());
        forms.add(UTF8);
        return Collections.unmodifiableSet(forms);
    }

    @Nullable Object bytes(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.isNull() ? null : values.hex(scalar);
        }
        if (node instanceof Mapping mapping && mapping.entries().size() == 1) {
            Entry form = mapping.entries().get(0);
            if (form.name().equals(UTF8)) {
                Object text = values.text(form.value(), false);
                return text instanceof String content
                        ? Bytes.wrap(content.getBytes(StandardCharsets.UTF_8))
                        : Unresolved.YET;
            }
            if (EMBEDDED.containsKey(form.name())) {
                return embedded(form);
            }
            problems.unknownName(form.key().at(), "a way to write bytes", FORMS, form.name());
            return Unresolved.YET;
        }
        return values.mismatch(node, "bytes as pairs of hexadecimal digits, or a mapping with one key such as utf8");
    }

    /** The content of a records field: a batch as {@link RecordsBinder} makes it, or any bytes. */
    @Nullable Object records(YamlNode node) {
        return RecordsBinder.isForm(node) ? records.records((Mapping) node) : bytes(node);
    }

    private Object embedded(Entry form) {
        String definition = EMBEDDED.getOrDefault(form.name(), "");
        Versions versions = Catalog.standard().dataVersions(definition);
        if (!(form.value() instanceof Mapping fields)) {
            return values.mismatch(form.value(), "the fields of " + definition);
        }
        YamlNode version = fields.find(VERSION).orElse(null);
        if (!(version instanceof Scalar scalar)
                || !(scalar.value() instanceof Long number)
                || !versions.contains(number.intValue())) {
            YamlNode found = version == null ? fields : version;
            return values.mismatch(found, "version of " + definition + " within " + versions);
        }
        MessageSpec spec = Catalog.standard().data(definition, number.intValue());
        List<Entry> rest = fields.entries().stream()
                .filter(entry -> !entry.name().equals(VERSION))
                .toList();
        Message message = values.message(spec.struct(), new Mapping(fields.at(), rest));
        Bytes prefix = Bytes.copyOf(ByteBuffer.allocate(2).putShort(0, number.shortValue()));
        return prefix.concat(Codec.encode(message));
    }
}
