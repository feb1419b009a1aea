package io.kspec.protocol;

import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All messages at all versions: requests, responses, headers and data. */
public final class EveryMessage {
    private static final List<MessageSpec> SPECS = collect();

    private EveryMessage() {}

    /** Passes each message to an action; a failure names the message and the random seed. */
    public static void forEach(long seed, Consumer<MessageSpec> action) {
        for (MessageSpec spec : SPECS) {
            try {
                action.accept(spec);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(spec + ", seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** The number of messages. */
    public static int count() {
        return SPECS.size();
    }

    /** The integers of a range. */
    public static IntStream each(Versions versions) {
        return IntStream.rangeClosed(versions.lowest(), versions.highest());
    }

    /** All messages. */
    public static List<MessageSpec> specs() {
        return SPECS;
    }

    private static List<MessageSpec> collect() {
        List<MessageSpec> bodies = new ArrayList<>();
        Set<MessageSpec> headers = new LinkedHashSet<>();
        Catalog catalog = Catalog.standard();
        for (ApiSpec api : catalog.apis()) {
            each(api.versions()).forEach(version -> {
                bodies.add(api.request(version));
                bodies.add(api.response(version));
                headers.add(api.requestHeader(version));
                headers.add(api.responseHeader(version));
            });
        }
        bodies.addAll(headers);
        for (String name : catalog.dataNames()) {
            each(catalog.dataVersions(name)).forEach(version -> bodies.add(catalog.data(name, version)));
        }
        return List.copyOf(bodies);
    }
}
