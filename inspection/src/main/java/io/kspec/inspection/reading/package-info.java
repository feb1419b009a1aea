/** Finds the Kafka messages in bytes and decodes them field by field. */
@NullMarked
package io.kspec.inspection.reading;

import org.jspecify.annotations.NullMarked;
