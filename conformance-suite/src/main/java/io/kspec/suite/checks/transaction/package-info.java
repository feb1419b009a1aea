/** Checks of transactions: what producers and consumers see of them. */
@NullMarked
package io.kspec.suite.checks.transaction;

import org.jspecify.annotations.NullMarked;
