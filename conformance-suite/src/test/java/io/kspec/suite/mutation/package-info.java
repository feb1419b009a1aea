/**
 * A measure of what the suite would miss: every field of every response is made wrong in every way that its type allows, one
 * at a time, and the checks that see such a response are played.
 */
@NullMarked
package io.kspec.suite.mutation;

import org.jspecify.annotations.NullMarked;
