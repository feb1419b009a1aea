/** Tests of delegation tokens. */
@NullMarked
package io.kspec.mock.security.token;

import org.jspecify.annotations.NullMarked;
