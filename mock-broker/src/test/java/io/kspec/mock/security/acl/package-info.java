/** Tests of access control lists. */
@NullMarked
package io.kspec.mock.security.acl;

import org.jspecify.annotations.NullMarked;
