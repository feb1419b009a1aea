/** The HTTP server of the admin API: bounds, hostile input and browsers are dealt with here, before any route. */
@NullMarked
package io.kspec.mock.admin.http;

import org.jspecify.annotations.NullMarked;
