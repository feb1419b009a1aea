/** Brokers that differ from Apache Kafka in what definitions, KIPs and clients allow: the suite passes on all of them. */
@NullMarked
package io.kspec.suite.unlike;

import org.jspecify.annotations.NullMarked;
