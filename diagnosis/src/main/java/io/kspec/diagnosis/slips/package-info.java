/** Families of slips, each of which proposes the layouts that its slips would produce. */
@NullMarked
package io.kspec.diagnosis.slips;

import org.jspecify.annotations.NullMarked;
