/** Searches for the likeliest slip behind bytes that do not decode. */
@NullMarked
package io.kspec.diagnosis.search;

import org.jspecify.annotations.NullMarked;
