/** Tests of the mock broker over sockets, as clients see it. */
@NullMarked
package io.kspec.mock;

import org.jspecify.annotations.NullMarked;
