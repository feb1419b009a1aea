/** Logs, and what Fetch gives of them, on the mock broker and on Apache Kafka. */
@NullMarked
package io.kspec.golden.walk.fetch;

import org.jspecify.annotations.NullMarked;
