package io.kspec.runlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One of several parts of a run, each played by a process of its own. Which part a case belongs to depends on its check, API
 * and version alone, by the CRC-32 of {@link CaseKey#toString()}: it is the same on every machine and for every target.
 *
 * @param index which part, from 1
 * @param count the number of parts, 1 to {@link #MOST}
 */
public record Shard(int index, int count) {
    /** The most parts of a run. */
    public static final int MOST = 1_000;

    /** A run that is not divided. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final String FILTER = "shard ";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    public Shard {
        if (count < 1 || count > MOST || index < 1 || index > count) {
            throw new IllegalArgumentException("expected a shard such as 2/8, from 1/N to N/N with N up to " + MOST
                    + ", found " + index + "/" + count);
        }
    }

    /**
     * Reads {@code 2/8}.
     *
     * @throws IllegalArgumentException if the text is not a shard
     */
    public static Shard parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a shard such as 2/8, found " + text);
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The shard that a run was limited to; empty if it was not. */
    public static Optional<Shard> of(RunOptions options) {
        List<Shard> shards = options.filters().stream()
                .filter(filter -> filter.startsWith(FILTER))
                .map(filter -> parse(filter.substring(FILTER.length())))
                .toList();
        return shards.stream().findFirst();
    }

    /** Whether this is all of a run. */
    public boolean isWhole() {
        return count == 1;
    }

    /** Whether a case belongs to this part. */
    public boolean contains(CaseKey key) {
        if (isWhole()) {
            return true;
        }
        CRC32 hash = new CRC32();
        hash.update(key.toString().getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % count == index - 1;
    }

    /** How the options of a run name this shard among its filters. */
    public String filter() {
        return FILTER + this;
    }

    /** {@code 2/8}. */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
