/** Handlers of the APIs of idempotent and transactional producers. */
@NullMarked
package io.kspec.mock.api.transaction;

import org.jspecify.annotations.NullMarked;
