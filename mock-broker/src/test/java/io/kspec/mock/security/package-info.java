/** Tests of logins and of what they allow. */
@NullMarked
package io.kspec.mock.security;

import org.jspecify.annotations.NullMarked;
