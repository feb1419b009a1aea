/** Finds values that decode but cannot be right. */
@NullMarked
package io.kspec.diagnosis.plausibility;

import org.jspecify.annotations.NullMarked;
