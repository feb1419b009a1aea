/** Random walks that the mock broker and Apache Kafka take side by side. */
@NullMarked
package io.kspec.golden.walk;

import org.jspecify.annotations.NullMarked;
