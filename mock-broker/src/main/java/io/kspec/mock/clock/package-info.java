/** What time it is for the mock broker: real, or what a test says. */
@NullMarked
package io.kspec.mock.clock;

import org.jspecify.annotations.NullMarked;
