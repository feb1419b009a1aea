/** Mutants: brokers with one bug each that real clients found in young brokers, and what the suite makes of them. */
@NullMarked
package io.kspec.suite.mutants;

import org.jspecify.annotations.NullMarked;
