/** What each API says, over sockets. */
@NullMarked
package io.kspec.mock.api;

import org.jspecify.annotations.NullMarked;
