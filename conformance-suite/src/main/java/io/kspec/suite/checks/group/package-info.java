/** Checks of classic consumer groups. */
@NullMarked
package io.kspec.suite.checks.group;

import org.jspecify.annotations.NullMarked;
