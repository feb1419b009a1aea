/** Plays the drivers of real clients against the mock broker and Apache Kafka, and compares both with what is declared. */
@NullMarked
package io.kspec.clients.matrix;

import org.jspecify.annotations.NullMarked;
