/** Handlers of the APIs that commit, fetch and delete the offsets of groups. */
@NullMarked
package io.kspec.mock.api.offset;

import org.jspecify.annotations.NullMarked;
