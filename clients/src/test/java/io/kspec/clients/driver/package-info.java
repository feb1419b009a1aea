/** The driver of the Java client: plays jobs with whichever release of kafka-clients is on its class path. */
@NullMarked
package io.kspec.clients.driver;

import org.jspecify.annotations.NullMarked;
