/** Tests of known failures. */
@NullMarked
package io.kspec.runlog.known;

import org.jspecify.annotations.NullMarked;
