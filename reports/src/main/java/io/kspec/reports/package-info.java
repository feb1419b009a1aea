/** Reports derived from run logs. */
@NullMarked
package io.kspec.reports;

import org.jspecify.annotations.NullMarked;
