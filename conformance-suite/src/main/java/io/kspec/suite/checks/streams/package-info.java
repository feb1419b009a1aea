/** Checks of streams groups (KIP-1071), whose members share the tasks of a Kafka Streams application. */
@NullMarked
package io.kspec.suite.checks.streams;

import org.jspecify.annotations.NullMarked;
