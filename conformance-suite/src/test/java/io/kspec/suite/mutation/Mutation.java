package io.kspec.suite.mutation;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with all responses of an API at one version.
 *
 * @param field the path of the field that is wrong, or {@link #WHOLE}
 * @param what how it is wrong, in a few words
 * @param change makes it wrong; a response that has nothing to make wrong stays as it is
 * @param layout the version in whose layout the response is written instead, or null
 */
record Mutation(
        ApiSpec api, int version, String field, String what, UnaryOperator<Message> change, @Nullable Integer layout) {
    /** In place of a field: the response as a whole. */
    static final String WHOLE = "(response)";

    /** What names it among all mutations. */
    MutationKey key() {
        return new MutationKey(api.name(), version, field, what);
    }

    @Override
    public String toString() {
        return key().toString();
    }
}
