/** SCRAM credentials of users. */
@NullMarked
package io.kspec.mock.security.scram;

import org.jspecify.annotations.NullMarked;
