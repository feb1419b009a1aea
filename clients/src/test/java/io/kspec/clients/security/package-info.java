/** Kafka's own clients log in to the mock broker. */
@NullMarked
package io.kspec.clients.security;

import org.jspecify.annotations.NullMarked;
