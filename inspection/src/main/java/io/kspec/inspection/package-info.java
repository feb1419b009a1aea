/** The exception thrown by every reader of foreign input. */
@NullMarked
package io.kspec.inspection;

import org.jspecify.annotations.NullMarked;
