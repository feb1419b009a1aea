/** Handlers of the APIs that clients find their way by: versions, brokers, topics and coordinators. */
@NullMarked
package io.kspec.mock.api.metadata;

import org.jspecify.annotations.NullMarked;
