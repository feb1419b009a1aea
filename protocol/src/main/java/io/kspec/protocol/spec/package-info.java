/** Kafka's message definitions: which APIs and versions exist, and which fields each version has. */
@NullMarked
package io.kspec.protocol.spec;

import org.jspecify.annotations.NullMarked;
