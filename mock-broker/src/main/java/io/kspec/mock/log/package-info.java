/** Partition logs, as pure state in memory: validating, appending and reading records. */
@NullMarked
package io.kspec.mock.log;

import org.jspecify.annotations.NullMarked;
