/** Access control lists, and what they allow. */
@NullMarked
package io.kspec.mock.security.acl;

import org.jspecify.annotations.NullMarked;
