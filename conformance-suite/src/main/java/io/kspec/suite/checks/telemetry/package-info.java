/** Checks of the metrics that clients push to brokers (KIP-714). */
@NullMarked
package io.kspec.suite.checks.telemetry;

import org.jspecify.annotations.NullMarked;
