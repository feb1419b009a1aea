/** The currency of kspec: messages, frames and exchanges of the Kafka protocol. */
@NullMarked
package io.kspec.protocol;

import org.jspecify.annotations.NullMarked;
