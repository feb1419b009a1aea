/** Handlers of the APIs that describe and change configurations. */
@NullMarked
package io.kspec.mock.api.config;

import org.jspecify.annotations.NullMarked;
