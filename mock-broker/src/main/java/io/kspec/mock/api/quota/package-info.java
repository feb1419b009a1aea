/** Handlers of the APIs that describe and change client quotas. */
@NullMarked
package io.kspec.mock.api.quota;

import org.jspecify.annotations.NullMarked;
