/** The admin API: steers a mock broker over HTTP, in WireMock's words. */
@NullMarked
package io.kspec.mock.admin;

import org.jspecify.annotations.NullMarked;
