/** Checks of what administrators do: configurations, the records of a log, offsets of a group, replicas and the cluster. */
@NullMarked
package io.kspec.suite.checks.admin;

import org.jspecify.annotations.NullMarked;
