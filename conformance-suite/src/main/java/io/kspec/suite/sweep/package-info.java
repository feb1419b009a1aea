/** Plays a check at every version that both sides speak, and writes down how it went. */
@NullMarked
package io.kspec.suite.sweep;

import org.jspecify.annotations.NullMarked;
