/** Tests of the topic APIs over sockets. */
@NullMarked
package io.kspec.mock.api.topic;

import org.jspecify.annotations.NullMarked;
