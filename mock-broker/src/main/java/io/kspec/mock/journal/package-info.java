/** Writes journal entries as JSON and as lines of text. */
@NullMarked
package io.kspec.mock.journal;

import org.jspecify.annotations.NullMarked;
