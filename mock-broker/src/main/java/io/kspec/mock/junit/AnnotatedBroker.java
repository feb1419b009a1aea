package io.kspec.mock.junit;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.Stub;
import io.kspec.mock.script.yaml.StubFile;
import io.kspec.protocol.spec.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads what an annotation says about a broker. */
final class AnnotatedBroker {
    private static final Pattern TOPIC = Pattern.compile("([^:]+)(?::([1-9]\\d{0,5}))?");

    private AnnotatedBroker() {}

    static MockBrokerBuilder builder(WithMockBroker annotation) {
        MockBrokerBuilder builder = MockBroker.builder().autoCreateTopics(annotation.autoCreateTopics());
        for (String topic : annotation.topics()) {
            Matcher matcher = TOPIC.matcher(topic);
            if (!matcher.matches()) {
                throw new ExtensionConfigurationException(
                        "topics of @WithMockBroker: expected a topic such as orders or orders:3, found " + topic);
            }
            builder.topic(matcher.group(1), matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)));
        }
        try {
            if (!annotation.release().isEmpty()) {
                builder.release(annotation.release());
            }
            for (String range : annotation.versions()) {
                int equals = range.indexOf('=');
                builder.versions(range.substring(0, Math.max(0, equals)), Versions.parse(range.substring(equals + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@WithMockBroker: " + e.getMessage(), e);
        }
        return builder;
    }

    static List<Stub> stubs(WithMockBroker annotation, Class<?> test) {
        List<Stub> stubs = new ArrayList<>();
        for (String resource : annotation.stubs()) {
            try (InputStream in = test.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new ExtensionConfigurationException("stubs of @WithMockBroker: expected a resource that "
                            + test.getName() + " can load, found " + resource);
                }
                stubs.addAll(StubFile.parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stubs;
    }
}
