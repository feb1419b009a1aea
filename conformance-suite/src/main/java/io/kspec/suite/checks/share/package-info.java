/** Checks of share groups (KIP-932), whose members acquire and acknowledge records one by one. */
@NullMarked
package io.kspec.suite.checks.share;

import org.jspecify.annotations.NullMarked;
