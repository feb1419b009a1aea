/** Explains frames: which field lies at which bytes, what it says, and where the bytes are wrong. */
@NullMarked
package io.kspec.cli.explain;

import org.jspecify.annotations.NullMarked;
