/** Hostile bytes: readers are given what no honest writer writes, and held to what they promise of any bytes at all. */
@NullMarked
package io.kspec.protocol.fuzz;

import org.jspecify.annotations.NullMarked;
