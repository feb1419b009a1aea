/** Reads bytes from the many ways in which tools print them. */
@NullMarked
package io.kspec.cli.dump;

import org.jspecify.annotations.NullMarked;
