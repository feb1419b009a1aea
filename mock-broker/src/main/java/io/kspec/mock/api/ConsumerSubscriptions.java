package io.kspec.mock.api;

import io.kspec.mock.group.SubscribedTopics;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the subscriptions of the Java consumer's protocol, which begin with their version. */
final class ConsumerSubscriptions implements SubscribedTopics {
    private static final String NAME = "ConsumerProtocolSubscription";

    @Override
    public @Nullable Set<String> in(Bytes metadata) {
        if (metadata.size() < 2 || metadata.getShort(0) < 0) {
            return null;
        }
        Versions known = Catalog.standard().dataVersions(NAME);
        int version = Math.min(metadata.getShort(0), known.highest());
        try {
            Message subscription = Codec.decode(Catalog.standard().data(NAME, version), metadata.slice(2));
            return Set.copyOf(subscription.getStrings("Topics"));
        } catch (DecodeException e) {
            return null;
        }
    }
}
