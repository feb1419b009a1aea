/** What one connection has proved about its client. */
@NullMarked
package io.kspec.mock.security.session;

import org.jspecify.annotations.NullMarked;
