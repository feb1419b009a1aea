package io.kspec.suite.check;

import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.spec.ApiSpec;

/** Is told how versions serve what cases need first. */
public interface VersionUse {
    /** Remembers nothing. */
    VersionUse FORGOTTEN = new VersionUse() {
        @Override
        public void served(ApiSpec api, int version) {}

        @Override
        public void failed(Exchange exchange) {}
    };

    /** Something was had by a version of an API. */
    void served(ApiSpec api, int version);

    /** Something was not had because of this exchange. */
    void failed(Exchange exchange);

    /** Forgets the failures after a point in time, in that of {@link System#nanoTime}: the target was dead by then. */
    default void forgetFailuresSince(long time) {}
}
