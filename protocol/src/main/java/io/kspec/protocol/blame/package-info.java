/** Finds the likeliest slip behind bytes that do not decode. */
@NullMarked
package io.kspec.protocol.blame;

import org.jspecify.annotations.NullMarked;
