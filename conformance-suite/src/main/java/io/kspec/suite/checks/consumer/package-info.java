/** Checks of consumer groups (KIP-848), whose members share partitions by what the coordinator tells them. */
@NullMarked
package io.kspec.suite.checks.consumer;

import org.jspecify.annotations.NullMarked;
