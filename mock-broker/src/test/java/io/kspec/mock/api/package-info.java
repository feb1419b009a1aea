/** Tests of the mock broker's APIs over sockets, of the handlers' list and of the list of gaps. */
@NullMarked
package io.kspec.mock.api;

import org.jspecify.annotations.NullMarked;
