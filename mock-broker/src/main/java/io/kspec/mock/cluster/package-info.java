/** The state of the broker's cluster and its settings; pure, owned by one thread. */
@NullMarked
package io.kspec.mock.cluster;

import org.jspecify.annotations.NullMarked;
