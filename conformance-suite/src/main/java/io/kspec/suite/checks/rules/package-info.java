/** Checks of rules that hold for every API, driven by the message definitions. */
@NullMarked
package io.kspec.suite.checks.rules;

import org.jspecify.annotations.NullMarked;
