/** Starts and stops Apache Kafka releases from their Maven artifacts. */
@NullMarked
package io.kspec.reference;

import org.jspecify.annotations.NullMarked;
