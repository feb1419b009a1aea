/** Values that decode but cannot be right, in whichever response of a run they are. */
@NullMarked
package io.kspec.suite.checks.plausible;

import org.jspecify.annotations.NullMarked;
