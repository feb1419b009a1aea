/** The mock broker's time: the system's, or set by a test. */
@NullMarked
package io.kspec.mock.clock;

import org.jspecify.annotations.NullMarked;
