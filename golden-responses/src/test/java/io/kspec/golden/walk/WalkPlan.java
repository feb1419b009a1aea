package io.kspec.golden.walk;

import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.coverage.UseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * The seed and the length of a random walk. They are fixed, so that a build does the same every time, unless {@code
 * -Dkspec.walk.seed} has another number or {@code today}, which is another number every day, or {@code -Dkspec.walk.steps}
 * another length.
 *
 * @param name what the file of walks calls the walk
 * @param seed seeds everything random
 * @param steps the number of steps
 * @param isStandard whether seed and length are the fixed ones
 */
public record WalkPlan(String name, long seed, int steps, boolean isStandard) {
    private static final Path WALKED = Path.of("walked.txt");
    private static final long SEED = 11;

    /** The plan of a walk that usually has {@code steps} steps. */
    public static WalkPlan of(String name, int steps) {
        return of(
                name, steps, System.getProperty("kspec.walk.seed", ""), Integer.getInteger("kspec.walk.steps", steps));
    }

    static WalkPlan of(String name, int steps, String seedProperty, int wantedSteps) {
        long seed =
                switch (seedProperty) {
                    case "" -> SEED;
                    case "today" -> LocalDate.now(ZoneOffset.UTC).toEpochDay();
                    default -> Long.parseLong(seedProperty);
                };
        WalkPlan plan = new WalkPlan(name, seed, wantedSteps, seed == SEED && wantedSteps == steps);
        if (!plan.isStandard) {
            System.out.println(plan);
        }
        return plan;
    }

    public Random random() {
        return new Random(seed);
    }

    /** Compares what the walk exercised with the file of walks; other seeds and lengths exercise other versions. */
    public void verify(ApiUse use) throws IOException {
        if (isStandard) {
            new UseFile(WALKED).verify(name, use);
        }
    }

    /** How to walk the same way again. */
    @Override
    public String toString() {
        return name + " with -Dkspec.walk.seed=" + seed + " -Dkspec.walk.steps=" + steps;
    }
}
