/** Tests of the APIs about committed offsets. */
@NullMarked
package io.kspec.mock.api.offset;

import org.jspecify.annotations.NullMarked;
