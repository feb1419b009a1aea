package io.kspec.suite.check;

import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * The responses of an API at a version, examined for one kind of implausible value.
 *
 * @param responses how many were examined, 1 or more
 * @param implausible how many of them have such a value
 * @param first the first value found, or null if there is none
 * @param exchange the exchange with the first value, or null if there is none
 */
public record Examination(
        ApiSpec api,
        int version,
        int responses,
        int implausible,
        @Nullable ImplausibleValue first,
        @Nullable Exchange exchange) {

    /** Values that a broker reads one after the other may differ in one of this many responses. */
    private static final int SELDOM = 10;

    /**
     * Expects such a value in no more than one of {@value #SELDOM} responses, which suits values that a broker reads one after
     * the other while clients change them.
     *
     * @throws CheckFailure if more responses have one
     */
    public void expectSeldom() {
        if (implausible * SELDOM > responses) {
            expectNone();
        }
    }

    /**
     * Expects that no response has such a value.
     *
     * @throws CheckFailure if one has
     */
    public void expectNone() {
        if (first != null && exchange != null) {
            throw new CheckFailure("plausible values only", first.sentence(), new Evidence(exchange, first.path()));
        }
    }
}
