/** What Kafka's message definitions say: APIs, versions, structures and fields, per version. */
@NullMarked
package io.kspec.protocol.spec;

import org.jspecify.annotations.NullMarked;
