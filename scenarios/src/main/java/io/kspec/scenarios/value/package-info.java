/** Converts YAML to values of Kafka's fields: variables, error names, bytes, records and embedded messages. */
@NullMarked
package io.kspec.scenarios.value;

import org.jspecify.annotations.NullMarked;
