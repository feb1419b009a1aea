/** Transactions on the mock broker and on Apache Kafka. */
@NullMarked
package io.kspec.golden.walk.transaction;

import org.jspecify.annotations.NullMarked;
