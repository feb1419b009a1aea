/** Tests of connections and their limits. */
@NullMarked
package io.kspec.mock.net;

import org.jspecify.annotations.NullMarked;
