/** Tests of comparisons of runs. */
@NullMarked
package io.kspec.runlog.compare;

import org.jspecify.annotations.NullMarked;
