/** The mock broker as its clients see it: over sockets. */
@NullMarked
package io.kspec.mock;

import org.jspecify.annotations.NullMarked;
