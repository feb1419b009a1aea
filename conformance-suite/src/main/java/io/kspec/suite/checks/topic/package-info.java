/** Checks of metadata and of creating and deleting topics. */
@NullMarked
package io.kspec.suite.checks.topic;

import org.jspecify.annotations.NullMarked;
