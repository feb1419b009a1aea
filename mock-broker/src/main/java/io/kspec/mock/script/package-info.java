/**
 * Stubs, which make the mock broker deviate from Kafka, and the journal of what it received and answered, in WireMock's
 * terms.
 */
@NullMarked
package io.kspec.mock.script;

import org.jspecify.annotations.NullMarked;
