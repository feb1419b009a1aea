/** Sockets: the only package that knows Netty. */
@NullMarked
package io.kspec.mock.net;

import org.jspecify.annotations.NullMarked;
