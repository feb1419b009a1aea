package io.kspec.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes the integers of a byte array in network byte order, as the Kafka protocol uses it everywhere.
 */
public final class BigEndian {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    public static short getShort(byte[] array, int at) {
        return (short) SHORTS.get(array, at);
    }

    public static int getInt(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    public static long getLong(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }

    public static void putShort(byte[] array, int at, short value) {
        SHORTS.set(array, at, value);
    }

    public static void putInt(byte[] array, int at, int value) {
        INTS.set(array, at, value);
    }

    public static void putLong(byte[] array, int at, long value) {
        LONGS.set(array, at, value);
    }
}
