/** The conformance suite: checks as JUnit Jupiter tests. */
@NullMarked
package io.kspec.suite;

import org.jspecify.annotations.NullMarked;
