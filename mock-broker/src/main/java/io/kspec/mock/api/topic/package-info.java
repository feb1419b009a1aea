/** Handlers of the APIs that create, change and delete topics. */
@NullMarked
package io.kspec.mock.api.topic;

import org.jspecify.annotations.NullMarked;
