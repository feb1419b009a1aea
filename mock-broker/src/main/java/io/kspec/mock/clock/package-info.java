/** The mock broker's time, the system's or set by a test, and what is due when. */
@NullMarked
package io.kspec.mock.clock;

import org.jspecify.annotations.NullMarked;
