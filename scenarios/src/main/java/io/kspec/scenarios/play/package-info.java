/** The stage that scenarios and checks play on: connections to the target, roles, and the transcript of what happened. */
@NullMarked
package io.kspec.scenarios.play;

import org.jspecify.annotations.NullMarked;
