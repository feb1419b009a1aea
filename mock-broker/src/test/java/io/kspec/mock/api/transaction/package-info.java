/** Tests of the transaction APIs. */
@NullMarked
package io.kspec.mock.api.transaction;

import org.jspecify.annotations.NullMarked;
