/** Starts the target as a process of its own, and ends it. */
@NullMarked
package io.kspec.suite.process;

import org.jspecify.annotations.NullMarked;
