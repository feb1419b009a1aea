/** Tests of client quotas, without a broker. */
@NullMarked
package io.kspec.mock.quota;

import org.jspecify.annotations.NullMarked;
