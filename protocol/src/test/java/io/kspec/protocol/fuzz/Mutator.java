package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.message.MessageSpec;
import java.util.SplittableRandom;

/**
 * Damages valid bytes by one or more mutations of known fields and of raw bytes. The same seed makes the same mutants.
 */
public final class Mutator {
    private final SplittableRandom random;
    private final ByteMutations bytes;

    public Mutator(long seed) {
        this.random = new SplittableRandom(seed);
        this.bytes = new ByteMutations(random);
    }

    /** Mutates a specimen.
     * @param donor another specimen, of which parts may be spliced in
     */
    Bytes mutate(FuzzSpecimen specimen, FuzzSpecimen donor) {
        SegmentMutations mutations = new SegmentMutations(random, specimen);
        int structured = random.nextInt(8) == 0 ? 0 : stacked();
        for (int i = 0; i < structured; i++) {
            mutations.mutate(donor);
        }
        Bytes mutated = mutations.bytes();
        return structured > 0 && random.nextInt(3) > 0 ? mutated : mutate(mutated);
    }

    /** Mutates the bytes of a valid message. */
    public Bytes mutate(MessageSpec spec, Bytes original) {
        FuzzSpecimen specimen =
                FuzzSpecimen.of(original, Codec.attempt(spec, original).layout());
        return mutate(specimen, specimen);
    }

    /** Mutates bytes without a known structure. */
    public Bytes mutate(Bytes original) {
        Bytes mutated = original;
        for (int i = stacked(); i > 0; i--) {
            mutated = bytes.mutate(mutated);
        }
        return mutated;
    }

    /** Nothing but noise. */
    Bytes noise() {
        byte[] noise = new byte[random.nextInt(1 << random.nextInt(1, 9))];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            // Small numbers, as lengths and counts are, get further.
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) (noise[i] & random.nextInt(8));
            }
        }
        return Bytes.wrap(noise);
    }

    /** One often, up to six now and then. */
    private int stacked() {
        int count = 1;
        while (count < 6 && random.nextInt(5) < 2) {
            count++;
        }
        return count;
    }
}
