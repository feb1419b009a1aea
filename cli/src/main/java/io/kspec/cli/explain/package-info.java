/** Prints explanations of frames: the bytes of every field, its value, and what is wrong. */
@NullMarked
package io.kspec.cli.explain;

import org.jspecify.annotations.NullMarked;
