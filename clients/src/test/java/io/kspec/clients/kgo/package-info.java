/** franz-go's own tests against the mock broker and Apache Kafka. */
@NullMarked
package io.kspec.clients.kgo;

import org.jspecify.annotations.NullMarked;
