package io.kspec.protocol;

import java.util.Random;

/** Damages bytes at random: one byte changed, dropped, doubled or put in. */
public final class Mutation {
    private final Random random;

    public Mutation(Random random) {
        this.random = random;
    }

    /** The bytes with one thing wrong; the damage may leave them a message still. */
    public Bytes of(Bytes bytes) {
        if (bytes.isEmpty()) {
            return Bytes.copyOf((byte) random.nextInt());
        }
        int at = random.nextInt(bytes.size());
        Bytes before = bytes.slice(0, at);
        Bytes after = bytes.slice(at + 1);
        byte found = bytes.get(at);
        return switch (random.nextInt(6)) {
            case 0 -> before.concat(after);
            case 1 -> before.concat(Bytes.copyOf(found, found)).concat(after);
            case 2 ->
                before.concat(Bytes.copyOf((byte) random.nextInt(), found)).concat(after);
            case 3 -> before.concat(Bytes.copyOf((byte) (found + 1))).concat(after);
            case 4 ->
                before.concat(Bytes.copyOf((byte) (found ^ (1 << random.nextInt(8)))))
                        .concat(after);
            default -> before.concat(Bytes.copyOf((byte) random.nextInt())).concat(after);
        };
    }
}
