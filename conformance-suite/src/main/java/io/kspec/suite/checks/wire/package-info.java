/** Checks of frames, version negotiation and connections. */
@NullMarked
package io.kspec.suite.checks.wire;

import org.jspecify.annotations.NullMarked;
