package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * An error that a stub answers a request with.
 *
 * @param message the error message, or null for none
 * @param applied whether what is answered with the error is applied nevertheless
 * @param selection the entries that the error concerns
 */
record ErrorFault(ErrorCode error, @Nullable String message, boolean applied, EntrySelection selection) {}
