/** Tests of the group APIs over sockets. */
@NullMarked
package io.kspec.mock.api.group;

import org.jspecify.annotations.NullMarked;
