/** Expectations for responses, by paths of Kafka's field names. */
@NullMarked
package io.kspec.scenarios.expect;

import org.jspecify.annotations.NullMarked;
