/** Tests of reloading. */
@NullMarked
package io.kspec.mock.watch;

import org.jspecify.annotations.NullMarked;
