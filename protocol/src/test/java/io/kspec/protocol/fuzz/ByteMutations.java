package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import java.util.SplittableRandom;

/** Mutations of bytes without a known structure. */
final class ByteMutations {
    private static final byte[] BOUNDARIES = {0, 1, -1, 2, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xfe};

    private final SplittableRandom random;

    ByteMutations(SplittableRandom random) {
        this.random = random;
    }

    Bytes mutate(Bytes bytes) {
        if (bytes.isEmpty()) {
            return Bytes.copyOf((byte) random.nextInt());
        }
        int at = random.nextInt(bytes.size());
        return switch (random.nextInt(12)) {
            case 0, 1 -> changed(bytes, at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
            case 2 -> changed(bytes, at, (byte) random.nextInt());
            case 3 -> changed(bytes, at, BOUNDARIES[random.nextInt(BOUNDARIES.length)]);
            case 4 -> changed(bytes, at, (byte) (bytes.get(at) + (random.nextBoolean() ? 1 : -1)));
            case 5 -> bytes.slice(0, at).concat(bytes.slice(end(bytes, at)));
            case 6 -> bytes.slice(0, end(bytes, at)).concat(bytes.slice(at));
            case 7 -> bytes.slice(0, at).concat(noise()).concat(bytes.slice(at));
            case 8 -> bytes.slice(0, at);
            case 9 -> bytes.concat(noise());
            case 10 -> reversed(bytes, at, end(bytes, at));
            default -> moved(bytes, at, end(bytes, at));
        };
    }

    private int end(Bytes bytes, int at) {
        return Math.min(bytes.size(), at + 1 + random.nextInt(random.nextInt(8) == 0 ? 64 : 8));
    }

    private Bytes noise() {
        byte[] noise = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 64 : 4)];
        random.nextBytes(noise);
        return Bytes.wrap(noise);
    }

    private static Bytes changed(Bytes bytes, int at, byte value) {
        byte[] array = bytes.toArray();
        array[at] = value;
        return Bytes.wrap(array);
    }

    private static Bytes reversed(Bytes bytes, int from, int to) {
        byte[] array = bytes.toArray();
        for (int i = from; i < to; i++) {
            array[i] = bytes.get(to - 1 - (i - from));
        }
        return Bytes.wrap(array);
    }

    private Bytes moved(Bytes bytes, int from, int to) {
        Bytes rest = bytes.slice(0, from).concat(bytes.slice(to));
        int at = random.nextInt(rest.size() + 1);
        return rest.slice(0, at).concat(bytes.slice(from, to)).concat(rest.slice(at));
    }
}
