/** A run against one target: probe, warm-up, settings, log and clean-up. */
@NullMarked
package io.kspec.suite.session;

import org.jspecify.annotations.NullMarked;
