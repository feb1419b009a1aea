/** How long the mock broker takes to its first answer. */
@NullMarked
package io.kspec.benchmarks.start;

import org.jspecify.annotations.NullMarked;
