package io.kspec.mock.script;

import org.apiguardian.api.API;

/**
 * On which of its occasions a stub acts. An occasion is a request that matches and in which the stub finds something to
 * change; occasions are counted from 1.
 *
 * @param first the first occasion to act on
 * @param last the last occasion to act on
 * @param every the distance between two occasions to act on; 1 for all, counted from the first
 * @param chance the probability of acting on such an occasion, above 0 and up to 1
 * @param seed the seed of the chance; the same seed gives the same decisions
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Occurrences(long first, long last, long every, double chance, long seed) {
    public static final Occurrences ALL = new Occurrences(1, Long.MAX_VALUE, 1, 1, 0);

    public Occurrences {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "expected a range of occurrences from 1 on, found " + first + " to " + last);
        }
        if (every < 1) {
            throw new IllegalArgumentException("expected a distance of occurrences from 1, found " + every);
        }
        if (!(chance > 0 && chance <= 1)) {
            throw new IllegalArgumentException("expected a probability above 0, up to 1, found " + chance);
        }
    }

    /** These occurrences within a range. */
    public Occurrences within(long from, long to) {
        return new Occurrences(from, to, every, chance, seed);
    }

    /** Every n-th of these occurrences: the n-th, the one n later, and so on. */
    public Occurrences everyNth(long n) {
        return new Occurrences(first, last, n, chance, seed);
    }

    /** These occurrences with a probability. */
    public Occurrences withChance(double probability, long ofSeed) {
        return new Occurrences(first, last, every, probability, ofSeed);
    }

    boolean contains(long occasion) {
        return first <= occasion
                && occasion <= last
                && (occasion - first + 1) % every == 0
                && (chance == 1 || draw(occasion) < chance);
    }

    /** A number from 0 to 1 that depends on nothing but the seed and the occasion (SplitMix64). */
    private double draw(long occasion) {
        long mixed = seed + occasion * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
