/** Captured bytes of real brokers: the text format, its reader and writer. */
@NullMarked
package io.kspec.golden;

import org.jspecify.annotations.NullMarked;
