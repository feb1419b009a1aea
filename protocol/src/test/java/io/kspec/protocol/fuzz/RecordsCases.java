package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordLimits;
import java.util.SplittableRandom;

/** Mutants of records fields of every magic and compression, damaged before and after compression. */
public final class RecordsCases implements Cases {
    private static final FuzzSubject<?> SUBJECT = new RecordsSubject(new RecordLimits(64 << 10, 128 << 10, 5_000));

    private final long seed;

    public RecordsCases(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "records";
    }

    @Override
    public FuzzCase get(long number) {
        return new FuzzCase(SUBJECT, input(number));
    }

    /** The records field of a case. */
    public Bytes input(long number) {
        long own = Cases.seed(seed, number);
        SplittableRandom random = new SplittableRandom(own);
        Mutator mutator = new Mutator(~own);
        if (random.nextInt(64) == 0) {
            return mutator.noise();
        }
        BatchBreeder batches = new BatchBreeder(random, mutator);
        Bytes field = batches.next();
        while (random.nextInt(3) == 0) {
            field = field.concat(batches.next());
        }
        return random.nextInt(8) == 0 ? mutator.mutate(field) : field;
    }
}
