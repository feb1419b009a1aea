/**
 * What the mock broker can be told to do otherwise than Kafka, and what it has seen and said: stubs and journal, in WireMock's
 * words. Values only; who applies them is elsewhere.
 */
@NullMarked
package io.kspec.mock.script;

import org.jspecify.annotations.NullMarked;
