/** Messages as immutable values, each with the structure of its API and version. */
@NullMarked
package io.kspec.protocol.message;

import org.jspecify.annotations.NullMarked;
