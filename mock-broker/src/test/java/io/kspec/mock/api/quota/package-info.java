/** Tests of client quotas over the wire. */
@NullMarked
package io.kspec.mock.api.quota;

import org.jspecify.annotations.NullMarked;
