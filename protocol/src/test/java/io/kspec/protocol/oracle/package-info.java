/** Comparisons of the codec with Apache Kafka's generated classes. */
@NullMarked
package io.kspec.protocol.oracle;

import org.jspecify.annotations.NullMarked;
