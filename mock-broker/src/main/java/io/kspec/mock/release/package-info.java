/** What releases of Apache Kafka advertise, so that the mock broker can look like one of them. */
@NullMarked
package io.kspec.mock.release;

import org.jspecify.annotations.NullMarked;
