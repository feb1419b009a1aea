package io.kspec.mock.script;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.yaml.StubFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Stubs that users wrote, and that once did something else than they meant. */
public final class FieldStub {
    private FieldStub() {}

    /** The text of a file of stubs. */
    public static String text(String file) throws IOException {
        try (InputStream in = FieldStub.class.getResourceAsStream("field/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Adds the stubs of a file to a broker. */
    public static void add(MockBroker broker, String file) throws IOException {
        StubFile.parse(file, text(file)).forEach(broker::stubFor);
    }
}
