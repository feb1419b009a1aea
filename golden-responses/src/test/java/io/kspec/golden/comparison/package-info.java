/** Checks how captures are compared with what other brokers answer. */
@NullMarked
package io.kspec.golden.comparison;

import org.jspecify.annotations.NullMarked;
