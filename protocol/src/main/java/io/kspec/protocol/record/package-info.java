/** Record batches and message sets, with their compression. */
@NullMarked
package io.kspec.protocol.record;

import org.jspecify.annotations.NullMarked;
