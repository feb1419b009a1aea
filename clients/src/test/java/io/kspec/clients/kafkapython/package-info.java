/** The tests of kafka-python. */
@NullMarked
package io.kspec.clients.kafkapython;

import org.jspecify.annotations.NullMarked;
