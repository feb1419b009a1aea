/** Recorded sessions: what clients and brokers said to each other, and the files that keep it. */
@NullMarked
package io.kspec.recorder;

import org.jspecify.annotations.NullMarked;
