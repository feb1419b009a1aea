/** The log of a partition: what may be appended, under which offsets, and how it is found again. Pure state, in memory. */
@NullMarked
package io.kspec.mock.log;

import org.jspecify.annotations.NullMarked;
