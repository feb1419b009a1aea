/** Apache Kafka beside the mock broker. */
@NullMarked
package io.kspec.mock.walk;

import org.jspecify.annotations.NullMarked;
