/** Reloads files of stubs when they change. */
@NullMarked
package io.kspec.mock.watch;

import org.jspecify.annotations.NullMarked;
