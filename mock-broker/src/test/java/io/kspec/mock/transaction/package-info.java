/** Tests of transactions. */
@NullMarked
package io.kspec.mock.transaction;

import org.jspecify.annotations.NullMarked;
