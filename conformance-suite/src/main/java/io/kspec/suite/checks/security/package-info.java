/** Checks of logins, ACLs, SCRAM credentials and delegation tokens, and of what clients are denied. */
@NullMarked
package io.kspec.suite.checks.security;

import org.jspecify.annotations.NullMarked;
