/** Handlers of the APIs by which clients push their metrics to brokers. */
@NullMarked
package io.kspec.mock.api.telemetry;

import org.jspecify.annotations.NullMarked;
