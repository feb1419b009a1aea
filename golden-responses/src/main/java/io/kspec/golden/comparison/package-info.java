/** Compares the responses of a broker with captured ones, apart from values that no broker repeats. */
@NullMarked
package io.kspec.golden.comparison;

import org.jspecify.annotations.NullMarked;
