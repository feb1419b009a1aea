/** Replays captures to a broker and compares its answers. */
@NullMarked
package io.kspec.golden.replay;

import org.jspecify.annotations.NullMarked;
