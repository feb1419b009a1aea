/** The brokers that clients play on. */
@NullMarked
package io.kspec.clients.broker;

import org.jspecify.annotations.NullMarked;
