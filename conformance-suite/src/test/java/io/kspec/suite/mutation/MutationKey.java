package io.kspec.suite.mutation;

import java.util.Comparator;

/**
 * The name of a mutation.
 *
 * @param api the API's name
 * @param field the path of the field, or {@link Mutation#WHOLE}
 * @param what how it is wrong
 */
record MutationKey(String api, int version, String field, String what) implements Comparable<MutationKey> {
    private static final Comparator<MutationKey> ORDER = Comparator.comparing(MutationKey::api)
            .thenComparing(MutationKey::field)
            .thenComparing(MutationKey::what)
            .thenComparing(MutationKey::version);

    @Override
    public int compareTo(MutationKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return api + " v" + version + ", " + field + ": " + what;
    }
}
