/** Tests of the HTTP server. */
@NullMarked
package io.kspec.mock.admin.http;

import org.jspecify.annotations.NullMarked;
