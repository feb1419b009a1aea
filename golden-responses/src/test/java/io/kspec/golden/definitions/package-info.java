/** Records the definitions of Apache Kafka's configurations, which the mock broker has as a resource. */
@NullMarked
package io.kspec.golden.definitions;

import org.jspecify.annotations.NullMarked;
