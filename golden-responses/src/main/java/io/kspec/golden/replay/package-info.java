/** Plays captures on another broker and compares its responses with the captured ones. */
@NullMarked
package io.kspec.golden.replay;

import org.jspecify.annotations.NullMarked;
