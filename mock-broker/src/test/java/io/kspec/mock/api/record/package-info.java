/** Tests of Produce, Fetch and ListOffsets over sockets. */
@NullMarked
package io.kspec.mock.api.record;

import org.jspecify.annotations.NullMarked;
