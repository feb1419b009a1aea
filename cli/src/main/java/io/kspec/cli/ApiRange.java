package io.kspec.cli;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Versions;

/** Some versions of an API: {@code Fetch=4-12}. */
record ApiRange(ApiSpec api, Versions versions) {}
