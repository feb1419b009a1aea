/** Which APIs the mock broker answers ({@link io.kspec.mock.api.Handlers}) and which it does not ({@link io.kspec.mock.api.Gaps}). */
@NullMarked
package io.kspec.mock.api;

import org.jspecify.annotations.NullMarked;
