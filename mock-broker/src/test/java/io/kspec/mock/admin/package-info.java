/** Tests of the admin API. */
@NullMarked
package io.kspec.mock.admin;

import org.jspecify.annotations.NullMarked;
