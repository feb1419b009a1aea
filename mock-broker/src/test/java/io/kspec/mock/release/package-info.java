/** Tests of the releases that the mock broker can look like. */
@NullMarked
package io.kspec.mock.release;

import org.jspecify.annotations.NullMarked;
