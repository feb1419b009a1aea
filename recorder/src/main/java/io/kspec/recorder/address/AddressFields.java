package io.kspec.recorder.address;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.FieldKind;
import io.kspec.protocol.message.FieldSpec;
import io.kspec.protocol.message.FieldType;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.message.StructSpec;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.stage.net.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of brokers in responses. An address is, in Kafka's message definitions, a structure with a {@code Host}, a
 * {@code Port} and the id of a broker: that of Metadata, FindCoordinator, DescribeCluster, and the {@code NodeEndpoints} of
 * Produce, Fetch, ShareFetch and ShareAcknowledge. Hosts without such an id are not brokers that clients connect to, such as
 * those of Kafka Streams applications, or are listeners of controllers.
 */
public final class AddressFields {
    private static final String HOST = "Host";
    private static final String PORT = "Port";
    private static final List<String> NODE_IDS = List.of("NodeId", "BrokerId");

    /** Whether a structure is or contains an address. */
    private static final Map<StructSpec, Boolean> LEADING = new ConcurrentHashMap<>();

    private AddressFields() {}

    /** Whether responses of an API and version can contain addresses; false if no release defines the version. */
    public static boolean mayBeIn(ApiSpec api, int version) {
        return api.versions().contains(version) && leads(api.response(version).struct());
    }

    /** Whether any version of an API's response can contain addresses. */
    public static boolean mayBeIn(ApiSpec api) {
        for (int version = api.versions().lowest(); version <= api.versions().highest(); version++) {
            if (mayBeIn(api, version)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A response with other addresses.
     *
     * @param frame the response's frame, without its size
     * @param other the address to put in place of one; empty to leave it as it is
     * @return the frame itself if it contains no address that changes
     * @throws DecodeException if the frame is not such a response
     * @throws AddressException if the frame could not be written again with all else unchanged
     */
    @SuppressWarnings("ReferenceEquality") // a message without change is the same object
    public static Bytes replace(ApiSpec api, int version, Bytes frame, Function<Target, Optional<Target>> other) {
        if (!mayBeIn(api, Frames.responseVersion(api, version, frame))) {
            return frame;
        }
        Message body = Frames.decodeResponse(api, version, frame);
        Message changed = replace(body, other);
        if (changed == body) {
            return frame;
        }
        DecodeAttempt attempt = Frames.attemptResponse(api, version, frame);
        Message header = Objects.requireNonNull(attempt.header(), "header");
        if (!Frames.encode(header, attempt.requireBody()).equals(frame)) {
            throw new AddressException(api.name() + " v" + version
                    + ": expected a response that Kafka's encoding gives again byte for byte, found another");
        }
        return Frames.encode(header, changed);
    }

    private static Message replace(Message message, Function<Target, Optional<Target>> other) {
        StructSpec spec = message.spec();
        MessageBuilder builder = null;
        if (isAddress(spec)) {
            Target target = target(message).flatMap(other).orElse(null);
            if (target != null) {
                return message.toBuilder()
                        .set(HOST, target.host())
                        .set(PORT, target.port())
                        .build();
            }
        }
        for (FieldSpec field : spec.allFields()) {
            if (!leads(field.type())) {
                continue;
            }
            Object before = message.get(field);
            Object after = replaceIn(before, other);
            if (after != before) {
                builder = builder == null ? message.toBuilder() : builder;
                builder.set(field.name(), after);
            }
        }
        return builder == null ? message : builder.build();
    }

    @SuppressWarnings("ReferenceEquality")
    private static @Nullable Object replaceIn(@Nullable Object value, Function<Target, Optional<Target>> other) {
        if (value instanceof Message struct) {
            return replace(struct, other);
        }
        if (!(value instanceof List<?> entries)) {
            return value;
        }
        List<Object> replaced = new ArrayList<>(entries.size());
        boolean changed = false;
        for (Object entry : entries) {
            Message before = (Message) entry;
            Message after = replace(before, other);
            changed |= after != before;
            replaced.add(after);
        }
        return changed ? replaced : value;
    }

    /** The address in a structure; empty if it names none, as where FindCoordinator found none. */
    private static Optional<Target> target(Message address) {
        String host = address.getNullableString(HOST);
        int port = address.getInt(PORT);
        return host == null || host.isEmpty() || port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(new Target(host, port));
    }

    private static boolean leads(FieldType type) {
        return switch (type.kind()) {
            case STRUCT -> leads(type.structSpec());
            case ARRAY -> type.isStructArray() && leads(type.elementType().structSpec());
            default -> false;
        };
    }

    private static boolean leads(StructSpec spec) {
        Boolean known = LEADING.get(spec);
        if (known == null) {
            known = isAddress(spec) || spec.allFields().stream().anyMatch(field -> leads(field.type()));
            LEADING.put(spec, known);
        }
        return known;
    }

    private static boolean isAddress(StructSpec spec) {
        return has(spec, HOST, FieldKind.STRING)
                && has(spec, PORT, FieldKind.INT32)
                && NODE_IDS.stream().anyMatch(id -> has(spec, id, FieldKind.INT32));
    }

    private static boolean has(StructSpec spec, String name, FieldKind kind) {
        FieldSpec field = spec.find(name);
        return field != null && field.kind() == kind;
    }
}
