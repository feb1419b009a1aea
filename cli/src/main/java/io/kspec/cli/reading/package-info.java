/** Finds out which messages some bytes are, and reads them with the formats inside their fields. */
@NullMarked
package io.kspec.cli.reading;

import org.jspecify.annotations.NullMarked;
