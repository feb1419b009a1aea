package io.kspec.protocol.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.protocol.Bytes;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads and writes one message at one version by Apache Kafka's generated class. */
final class KafkaMessage {
    private final Class<?> type;
    private final short version;
    private final Constructor<?> constructor;
    private final Constructor<?> accessor;
    private final Constructor<?> cache;
    private final Method read;
    private final Method write;
    private final Method size;
    private final Method fromJson;
    private final Method toJson;

    KafkaMessage(KafkaClients release, Class<?> type, Class<?> jsonConverter, short version) {
        this.type = type;
        this.version = version;
        Class<?> caches = release.named("common.protocol.ObjectSerializationCache");
        try {
            this.constructor = type.getConstructor();
            this.accessor = release.named("common.protocol.ByteBufferAccessor").getConstructor(ByteBuffer.class);
            this.cache = caches.getConstructor();
            this.read = type.getMethod("read", release.named("common.protocol.Readable"), short.class);
            this.write = type.getMethod("write", release.named("common.protocol.Writable"), caches, short.class);
            this.size = type.getMethod("size", caches, short.class);
            this.fromJson = jsonConverter.getMethod("read", JsonNode.class, short.class);
            this.toJson = jsonConverter.getMethod("write", type, short.class, boolean.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the release has this version of the message. */
    boolean isSupported() {
        return version >= (Short) KafkaClients.field(type, "LOWEST_SUPPORTED_VERSION")
                && version <= (Short) KafkaClients.field(type, "HIGHEST_SUPPORTED_VERSION");
    }

    /**
     * Writes a structure in which nothing is set.
     *
     * @param struct the name of a structure within the message, or null for the message itself
     * @throws NullPointerException if Kafka has no default for one of its fields
     */
    Bytes writeFresh(@Nullable String struct) {
        try {
            Class<?> part = struct == null ? type : type.getClassLoader().loadClass(type.getName() + "$" + struct);
            Method partSize = part.getMethod("size", size.getParameterTypes());
            Method partWrite = part.getMethod("write", write.getParameterTypes());
            return write(create(part.getConstructor()), partSize, partWrite);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a message.
     *
     * @throws RuntimeException if Kafka rejects the bytes
     * @throws IllegalArgumentException if Kafka does not read all bytes
     */
    Object read(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray());
        Object message = create(constructor);
        invoke(read, message, create(accessor, buffer), version);
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException("Kafka leaves " + buffer.remaining() + " bytes of " + bytes);
        }
        return message;
    }

    /** Writes an object of Kafka's class, and checks the size that Kafka computes before writing. */
    Bytes write(Object message) {
        return write(message, size, write);
    }

    private Bytes write(Object message, Method size, Method write) {
        Object sizes = create(cache);
        ByteBuffer buffer = ByteBuffer.allocate((Integer) invoke(size, message, sizes, version));
        invoke(write, message, create(accessor, buffer), sizes, version);
        return Bytes.copyOf(buffer.flip());
    }

    /** Converts Kafka's JSON form to an object of its class. */
    Object fromJson(JsonNode json) {
        return invoke(fromJson, null, json, version);
    }

    /** Converts an object of Kafka's class to JSON, which has only the size of records. */
    JsonNode toJson(Object message) {
        return (JsonNode) invoke(toJson, null, message, version, false);
    }

    private static Object create(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object invoke(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException e) {
        return e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
    }
}
