/** The failure that every reader of foreign input ends with. */
@NullMarked
package io.kspec.inspection;

import org.jspecify.annotations.NullMarked;
