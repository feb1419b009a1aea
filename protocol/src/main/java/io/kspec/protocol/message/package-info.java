/** Messages as immutable values, and the structure that they have at each version. */
@NullMarked
package io.kspec.protocol.message;

import org.jspecify.annotations.NullMarked;
