/** Handlers of the APIs that describe and change brokers, replicas and leaders. */
@NullMarked
package io.kspec.mock.api.cluster;

import org.jspecify.annotations.NullMarked;
