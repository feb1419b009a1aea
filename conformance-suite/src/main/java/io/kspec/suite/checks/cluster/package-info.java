/** Checks of a cluster of several brokers: they tell the same, and each serves what is its own. */
@NullMarked
package io.kspec.suite.checks.cluster;

import org.jspecify.annotations.NullMarked;
