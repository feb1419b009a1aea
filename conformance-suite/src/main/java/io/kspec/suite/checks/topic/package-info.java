/** Checks of metadata, of creating and deleting topics, and of adding partitions. */
@NullMarked
package io.kspec.suite.checks.topic;

import org.jspecify.annotations.NullMarked;
