/** Handlers of the APIs of logins, ACLs, SCRAM credentials and delegation tokens. */
@NullMarked
package io.kspec.mock.api.security;

import org.jspecify.annotations.NullMarked;
