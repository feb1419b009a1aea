/** The primitives of the Kafka protocol: bytes, message ids, error codes, strings and UUIDs. */
@NullMarked
package io.kspec.protocol;

import org.jspecify.annotations.NullMarked;
