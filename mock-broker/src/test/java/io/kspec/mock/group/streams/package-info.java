/** Tests of the state of streams groups. */
@NullMarked
package io.kspec.mock.group.streams;

import org.jspecify.annotations.NullMarked;
