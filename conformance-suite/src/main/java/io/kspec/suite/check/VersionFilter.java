package io.kspec.suite.check;

import io.kspec.protocol.spec.ApiSpec;

/** Leaves out versions that a check of every API does not apply to. It has a constructor without parameters. */
public interface VersionFilter {
    /** Whether the check applies to a version, which kspec knows. */
    boolean admits(ApiSpec api, int version);

    /** Leaves out nothing. */
    final class None implements VersionFilter {
        @Override
        public boolean admits(ApiSpec api, int version) {
            return true;
        }
    }
}
