package io.kspec.stage.play;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for what a run creates on the target: all begin with the run's prefix, and no two are equal. */
public final class RunNames {
    private final String prefix;
    private final AtomicInteger count = new AtomicInteger();

    private RunNames(String prefix) {
        this.prefix = prefix;
    }

    /** Names that begin with {@code kspec-} and eight random letters and digits. */
    public static RunNames random() {
        long random = new SecureRandom().nextLong() >>> 1;
        String digits = Long.toString(random, Character.MAX_RADIX);
        return withPrefix("kspec-" + ("00000000" + digits).substring(digits.length()));
    }

    /** Names that begin with a prefix, which no other run should use. */
    public static RunNames withPrefix(String prefix) {
        return new RunNames(prefix);
    }

    /** The prefix, without a dash after it. */
    public String prefix() {
        return prefix;
    }

    /** A new name: {@code kspec-1a2b3c4d-orders-7}. */
    public String next(String word) {
        return prefix + "-" + word + "-" + count.incrementAndGet();
    }
}
