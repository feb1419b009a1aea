/** Handlers of the APIs that members use to join groups, and tools to list, describe and delete them. */
@NullMarked
package io.kspec.mock.api.group;

import org.jspecify.annotations.NullMarked;
