/** Tests of what a connection has proved. */
@NullMarked
package io.kspec.mock.security.session;

import org.jspecify.annotations.NullMarked;
