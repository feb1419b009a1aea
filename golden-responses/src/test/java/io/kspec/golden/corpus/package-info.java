/** What the captures show of the APIs that Apache Kafka advertises, and what they do not. */
@NullMarked
package io.kspec.golden.corpus;

import org.jspecify.annotations.NullMarked;
