/** Stubs that Kafka's own client meets. */
@NullMarked
package io.kspec.mock.script.client;

import org.jspecify.annotations.NullMarked;
