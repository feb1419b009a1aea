/** JMH benchmarks. Figures are ratios within one run; none is a test. */
@NullMarked
package io.kspec.benchmarks;

import org.jspecify.annotations.NullMarked;
