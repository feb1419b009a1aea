/** Runs the checks on the JUnit Platform. */
@NullMarked
package io.kspec.suite.launch;

import org.jspecify.annotations.NullMarked;
