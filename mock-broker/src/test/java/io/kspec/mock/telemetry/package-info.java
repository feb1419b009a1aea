/** Tests of client telemetry, without a broker. */
@NullMarked
package io.kspec.mock.telemetry;

import org.jspecify.annotations.NullMarked;
