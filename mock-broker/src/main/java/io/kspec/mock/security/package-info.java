/** Who may do what: logins, credentials and ACLs. Pure state; time and randomness are passed in. */
@NullMarked
package io.kspec.mock.security;

import org.jspecify.annotations.NullMarked;
