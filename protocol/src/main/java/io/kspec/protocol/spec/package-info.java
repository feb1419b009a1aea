/** Kafka's message definitions: the APIs, their versions, and the fields of each version. */
@NullMarked
package io.kspec.protocol.spec;

import org.jspecify.annotations.NullMarked;
