/** The list of APIs that the mock broker answers, and the list of those that it does not. */
@NullMarked
package io.kspec.mock.api;

import org.jspecify.annotations.NullMarked;
