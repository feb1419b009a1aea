/** Records captures from a running broker. */
@NullMarked
package io.kspec.golden.recording;

import org.jspecify.annotations.NullMarked;
