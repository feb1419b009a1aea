package io.kspec.suite.mutation;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.suite.mutants.MutantListener;
import java.util.List;

/**
 * What came of a case.
 *
 * @param listener behind which it was played
 * @param finding why it failed, or was not played
 * @param nanos how long it took
 */
record CasePlayed(MutantListener listener, End end, String finding, List<Exchange> exchanges, long nanos) {
    /** How a case ended. */
    enum End {
        PASSED,
        FAILED,
        SKIPPED,
        /** The harness's own fault. */
        BROKEN
    }

    /** Whether it received a response of an API at a version. */
    boolean touches(ApiSpec api, int version) {
        return exchanges.stream()
                .anyMatch(exchange -> exchange.api().key() == api.key()
                        && exchange.version() == version
                        && exchange.response() != null);
    }
}
