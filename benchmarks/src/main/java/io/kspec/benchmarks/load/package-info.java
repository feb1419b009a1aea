/** How fast the mock broker answers under load, compared with an echo and with other brokers within one run. */
@NullMarked
package io.kspec.benchmarks.load;

import org.jspecify.annotations.NullMarked;
