/** Tests of stubs, down to the bytes of the responses, and of the journal. */
@NullMarked
package io.kspec.mock.script;

import org.jspecify.annotations.NullMarked;
