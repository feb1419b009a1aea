/** Reads bytes from hex dumps, program output and packet captures. */
@NullMarked
package io.kspec.inspection.dump;

import org.jspecify.annotations.NullMarked;
