/** The primitives of the Kafka protocol: bytes, message ids, error codes, and the text and UUID forms on the wire. */
@NullMarked
package io.kspec.protocol;

import org.jspecify.annotations.NullMarked;
