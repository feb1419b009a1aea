/** Apache Kafka's own generated classes as the judge of the codec. */
@NullMarked
package io.kspec.protocol.oracle;

import org.jspecify.annotations.NullMarked;
