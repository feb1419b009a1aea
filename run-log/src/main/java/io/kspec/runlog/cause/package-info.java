/** What failed cases have in common: the causes of a run, derived from its log. */
@NullMarked
package io.kspec.runlog.cause;

import org.jspecify.annotations.NullMarked;
